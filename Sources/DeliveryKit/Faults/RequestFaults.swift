import JSONKit
import SimulationKit
import WireKit

/// What the faults of the request stage make of one attempt's request: something no provider sends.
///
/// The signature is of the stored body whatever the order of faults; each fault works on what those before it in the
/// file have left, and puts nothing back that one of them has taken out.
struct RequestFaults {
    /// The contract that bodies and headers keep.
    let profile: Profile
    /// The name of the event that the body announces.
    let eventName: [UInt8]
    /// When the attempt is made.
    let moment: Moment
    /// What signs at that moment.
    let key: HMACSHA256
    /// What signed before; nil where nothing has.
    let previousKey: HMACSHA256?

    /// Does to a request what the injections say; gives those that have changed a byte of it.
    ///
    /// What a request does not have can be neither missing nor wrong in it, as event and id of a contract that
    /// names them in no header.
    func apply(_ injections: [FaultPlan.Injection], to draft: inout RequestDraft) -> [FaultPlan.Injection] {
        injections.filter { injection in
            let before = draft
            var draws = injection.draws
            apply(injection.kind, &draws, to: &draft)
            return draft != before
        }
    }

    /// How a request is signed that was made from an attempt's.
    func signature(of draft: RequestDraft) -> ForgedSignature {
        guard let value = draft.value(RequestDraft.signature) else { return .wrong }
        if Signature.verify(value, body: draft.body, key: key) { return .right }
        guard let previousKey, Signature.verify(value, body: draft.body, key: previousKey) else {
            return .wrong
        }
        return .previous
    }

    private func apply(_ kind: FaultKind, _ draws: inout RandomStream, to draft: inout RequestDraft) {
        switch kind {
        case .secret(let secret):
            if let key = wrongKey(secret, &draws) { draft.sign(by: key) }
        case .tamper(let pointer):
            draft.tamper(with: BodyTampering.tampered(draft.body, at: pointer, &draws))
        case .stripHeader(let name):
            draft.remove(name.lowercased())
        case .headerMismatch(.event):
            let others = profile.eventTypes.map { Array($0.name.utf8) }.filter { $0 != eventName }
            draft.set(RequestDraft.event, others[Int(draws.below(UInt64(others.count)))])
        case .headerMismatch(.id):
            guard let identifier = draft.value(RequestDraft.identifier) else { return }
            draft.set(RequestDraft.identifier, Self.otherIdentifier(identifier, &draws))
        case .staleReplay(let age):
            makeOld(&draft, by: age, &draws)
        case .jobFail, .jobStall, .statusVocabulary, .unknownEvent, .unknownField, .dialect, .wire,
            .clockSkew,
            .fanOut, .drop, .duplicate, .reorder, .delay, .outage, .burst, .sever, .dribble, .giveUpEarly,
            .loseAnswer, .crash:
            preconditionFailure("\(kind.name) is no fault of the request")
        }
    }

    private func wrongKey(_ secret: FaultKind.WrongSecret, _ draws: inout RandomStream) -> HMACSHA256? {
        switch secret {
        case .other: Signature.key(secret: "whsec_" + StableHash(draws.next(), draws.next(), 0, 0).hex24)
        case .previous: previousKey
        case .empty: HMACSHA256(key: [])
        }
    }

    /// Makes an old request of it, as whoever has recorded one long ago would send it again: rightly signed.
    ///
    /// Its id is one that the consumer has not seen, so that only the times give it away.
    private func makeOld(_ draft: inout RequestDraft, by age: Int64, _ draws: inout RandomStream) {
        let identifier = BodyTampering.text(draft.body, at: JSONPointer(tokens: ["id"]))
        let other = identifier.map { Self.otherIdentifier($0, &draws) }
        draft.replace(body: BodyAge.aged(draft.body, by: age, identifier: other, profile.timeFormat))
        if let other { draft.set(RequestDraft.identifier, other) }
        var time: [UInt8] = []
        profile.timeFormat.append(BodyAge.earlier(moment, by: age), to: &time)
        draft.set(RequestDraft.timestamp, time)
        draft.sign(by: key)
    }

    /// An id of the same form.
    private static func otherIdentifier(_ identifier: [UInt8], _ draws: inout RandomStream) -> [UInt8] {
        let prefix = identifier.lastIndex(of: UInt8(ascii: "_")).map { identifier[...$0] } ?? []
        return Array(prefix) + Array(StableHash(draws.next(), draws.next(), 0, 0).hex24.utf8)
    }
}
