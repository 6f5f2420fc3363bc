/// What one check came to, with what it stands on.
package struct CheckResult: Sendable {
    /// The check.
    package let check: ContractCheck
    /// The judgement, as reports have it.
    package let finding: Finding
    /// What is probably wrong, each a sentence without a final point.
    package let hints: [String]
    /// The exchanges that the judgement points at, by their number in the verification.
    package let exchanges: [(place: Int, exchange: CheckExchange)]
    /// How right deliveries fared behind hostile requests.
    package let canaries: CanaryTally

    /// The exchange that shows the failure best: the first that it points at; nil where it points at none.
    package var decisive: CheckExchange? { exchanges.first?.exchange }
}

extension CheckResult {
    /// Most notes that a judgement tells one by one.
    static let notesMax = 20

    /// Sums up what a check noted.
    init(
        _ check: ContractCheck,
        _ severity: Severity,
        notes: [CheckNote],
        requestCount: Int,
        canaries: CanaryTally,
        answer: FindingEvidence.Answer?,
        exchanges kept: [Int: CheckExchange]
    ) {
        self.check = check
        self.canaries = canaries
        let ordered = notes.enumerated().sorted {
            ($1.element.weight.rawValue, $0.offset) < ($0.element.weight.rawValue, $1.offset)
        }
        .map(\.element)
        let verdict: FindingVerdict =
            switch ordered.first?.weight {
            case .failure: .fail
            case .undecided: .inconclusive
            case .skipped: .skip
            case .warning: .warn
            // A fact beside what held takes nothing from it; where only facts were asked for, they are all there is.
            case .info: severity == .info ? .info : .pass
            case nil: .pass
            }
        var lines = ordered.prefix(Self.notesMax).map(\.text)
        if lines.isEmpty {
            let count = Phrase.count(Int64(requestCount), "request", "requests")
            lines = ["\(count), answered as they should be"]
        }
        var hints: [String] = []
        for hint in ordered.compactMap(\.hint) where !hints.contains(hint) { hints.append(hint) }
        self.hints = hints
        let worst = ordered.filter { $0.weight == ordered.first?.weight }
        // What several notes point at is one thing to see.
        var places: [Int] = []
        for place in worst.flatMap(\.exchanges) where !places.contains(place) {
            guard places.count < FindingEvidence.itemsMax else { break }
            places.append(place)
        }
        exchanges = places.compactMap { place in kept[place].map { (place, $0) } }
        let items = exchanges.map { FindingEvidence.Item(.exchange($0.place), $0.exchange.summary) }
        let shown = exchanges.first?.exchange.answer
        finding = Finding(
            id: check.id,
            name: check.title,
            severity: severity,
            verdict: verdict,
            message: lines.joined(separator: "\n"),
            // What held is not shown by an answer that was only worth a remark.
            evidence: FindingEvidence(
                items: items,
                answer: verdict == .pass ? answer ?? shown : shown ?? answer
            )
        )
    }

    /// Says of a check that it was not performed.
    init(_ check: ContractCheck, _ severity: Severity, _ verdict: FindingVerdict, _ message: String) {
        self.check = check
        hints = []
        exchanges = []
        canaries = CanaryTally()
        finding = Finding(
            id: check.id,
            name: check.title,
            severity: severity,
            verdict: verdict,
            message: message
        )
    }
}
