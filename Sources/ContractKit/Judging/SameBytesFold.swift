import DeliveryKit

/// Judges whether all requests of one id had the same bytes in their body.
///
/// Attempts are held against what was recorded, and copies against the delivery of their id where it is among
/// the last 65,536: memory does not grow with the run, and what was not compared is said.
struct SameBytesFold: ExpectationFold {
    private struct Miss {
        let delivery: DeliveryRow
        let number: Int32?
    }

    /// Deliveries that are remembered at one time.
    static let rememberedMax = 65_536

    private var matcher: SelectorMatcher
    private let lookUp: RequestLookUp?
    private var remembered: [UInt64: UInt64] = [:]
    private var ring: [UInt64] = []
    private var next = 0
    private var repeatCount: Int64 = 0
    private var uncomparedCount: Int64 = 0
    private var matchedCount: Int64 = 0
    private var misses = Examples<Miss>()

    init(_ selector: EventSelector, _ lookUp: RequestLookUp?) {
        matcher = SelectorMatcher(selector)
        self.lookUp = lookUp
    }

    mutating func observe(lane: LaneRow) {
        matcher.observe(lane: lane)
    }

    mutating func observe(delivery: inout ObservedDelivery) {
        guard matcher.fits(&delivery) else { return }
        matchedCount += 1
        let id = Self.hash(delivery.row.id, delivery.row.webhook)
        let body = Self.hash(delivery.row.body, 0)
        if let first = remembered[id] {
            repeatCount += 1
            if first != body { miss(delivery, nil) }
        } else if delivery.row.isCopy {
            uncomparedCount += 1
        } else {
            remember(id, body)
        }
    }

    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery) {
        guard let lookUp, attempt.outcome != .cancelled, matcher.fits(&delivery),
            let request = lookUp(AttemptEntry(sequence: 0, attempt: attempt, delivery: delivery.row))
        else { return }
        if attempt.number > 1 { repeatCount += 1 }
        if request.body != delivery.row.body { miss(delivery, attempt.number) }
    }

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        let selected = matcher.selector.summary(isPlural: true)
        guard matchedCount > 0 else { return Ruling(.empty, "no delivery matches: \(selected)") }
        let rest =
            uncomparedCount > 0
            ? "; \(Phrase.count(uncomparedCount, "copy", "copies")) too far from the first to be compared"
            : ""
        guard misses.count > 0 else {
            guard repeatCount > 0 else {
                return Ruling(.empty, "nothing was sent twice among \(selected)\(rest)")
            }
            return Ruling(
                .heldSoFar,
                "\(Phrase.count(repeatCount, "repeat has", "repeats have")) the bytes of the first\(rest)"
            )
        }
        return Ruling(
            .broken,
            "expected the same bytes in all requests of one id, not so "
                + "\(Phrase.count(misses.count, "time", "times")) among \(selected)\(rest)",
            examples: misses.lines { line($0, names) },
            evidence: misses.evidence(expected: "the same bytes") {
                let sequence = $0.delivery.sequence
                return [
                    FindingEvidence.Item(
                        $0.number.map { .attempt(delivery: sequence, number: $0) } ?? .delivery(sequence),
                        line($0, names)
                    )
                ]
            }
        )
    }

    private func line(_ miss: Miss, _ names: JudgementNames) -> String {
        let place = miss.number.map { ", at attempt \($0)" } ?? ", as a copy"
        return "\(names.delivery(miss.delivery)): its body has other bytes\(place)"
    }

    private mutating func miss(_ delivery: ObservedDelivery, _ number: Int32?) {
        misses.add(
            sequence: delivery.row.sequence << 13 | Int64(number ?? 0),
            Miss(delivery: delivery.row.withoutBody, number: number)
        )
    }

    private mutating func remember(_ id: UInt64, _ body: UInt64) {
        remembered[id] = body
        guard ring.count == Self.rememberedMax else { return ring.append(id) }
        remembered[ring[next]] = nil
        ring[next] = id
        next = (next + 1) % Self.rememberedMax
    }

    /// FNV-1a of 64 bits: the same in every process, and a chance in 10¹⁹ that two differ unseen.
    private static func hash(_ bytes: [UInt8], _ salt: Int32) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(UInt32(bitPattern: salt))
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
