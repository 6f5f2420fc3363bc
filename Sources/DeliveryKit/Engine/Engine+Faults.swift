import SimulationKit

extension Engine {
    /// When the head of a track can go out: after every outage, and when its webhook lets it.
    func opening(of head: Delivery, track: Int) -> WebhookHistory.Opening {
        let history = histories[Int(head.webhook)]
        // Most runs have no fault, and then nothing is looked up.
        let candidates = head.subject.candidates
        guard candidates != 0, candidates & plan.faults.bits(of: .moment) != 0 else {
            return history.opening(notBefore: tracks[track].moment)
        }
        var moment = tracks[track].moment
        while true {
            let outages = plan.faults.opening(
                of: head.subject,
                user: head.userKey,
                attempt: head.attemptCount + 1,
                notBefore: moment
            )
            if !outages.marks.isEmpty { marks[track, default: []] += outages.marks }
            let opening = history.opening(notBefore: outages.moment)
            guard case .at(let next) = opening, next > outages.moment else {
                // A webhook that is enabled within an outage waits for the end of that too.
                return opening
            }
            moment = next
        }
    }

    /// What the attempt under way on a track has met, for its row, and forgets it.
    ///
    /// `others` are those of its request and its connection.
    func takeMarks(of track: Int, and others: [FaultMark] = []) -> [UInt8]? {
        guard !marks.isEmpty || !others.isEmpty else { return nil }
        return FaultMark.encoded((marks.removeValue(forKey: track) ?? []) + others)
    }
}
