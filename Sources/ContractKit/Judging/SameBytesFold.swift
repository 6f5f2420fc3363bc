import DeliveryKit

/// Judges whether all requests of one id had the same bytes in their body.
///
/// The attempts of one delivery have one record of their bytes, which is what was sent. Copies are held against
/// the delivery of their id where it is among the last 65,536: memory does not grow with the run, and what was
/// not compared is said.
struct SameBytesFold: ExpectationFold {
    /// Deliveries that are remembered at one time.
    static let rememberedMax = 65_536

    private var matcher: SelectorMatcher
    private var remembered: [UInt64: UInt64] = [:]
    private var ring: [UInt64] = []
    private var next = 0
    private var repeatCount: Int64 = 0
    private var uncomparedCount: Int64 = 0
    private var matchedCount: Int64 = 0
    private var misses = Examples<DeliveryRow>()

    init(_ selector: EventSelector) {
        matcher = SelectorMatcher(selector)
    }

    mutating func observe(lane: LaneRow) {
        matcher.observe(lane: lane)
    }

    mutating func observe(delivery: inout ObservedDelivery) {
        guard matcher.fits(&delivery) else { return }
        matchedCount += 1
        let id = RecordHash.identity(of: delivery.row)
        let body = RecordHash.of(delivery.row.body)
        if let first = remembered[id] {
            repeatCount += 1
            if first != body {
                misses.add(sequence: delivery.row.sequence, delivery.row.withoutBody)
            }
        } else if delivery.row.isCopy {
            uncomparedCount += 1
        } else {
            remember(id, body)
        }
    }

    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery) {
        guard attempt.number > 1, attempt.outcome != .cancelled, matcher.fits(&delivery) else { return }
        repeatCount += 1
    }

    func isBroken(by attempt: AttemptRow, of delivery: inout ObservedDelivery) -> Bool {
        misses.count > 0
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
                [FindingEvidence.Item(.delivery($0.sequence), line($0, names))]
            }
        )
    }

    private func line(_ delivery: DeliveryRow, _ names: JudgementNames) -> String {
        "\(names.delivery(delivery)): its body has other bytes, as a copy"
    }

    private mutating func remember(_ id: UInt64, _ body: UInt64) {
        remembered[id] = body
        guard ring.count == Self.rememberedMax else { return ring.append(id) }
        remembered[ring[next]] = nil
        ring[next] = id
        next = (next + 1) % Self.rememberedMax
    }
}
