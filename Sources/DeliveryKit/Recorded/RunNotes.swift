package import SimulationKit

/// What a run file notes of its run beside its identity: enough to send it again without its scenario.
///
/// Nothing in it is compared when a run goes on, and no secret is in it.
package struct RunNotes: Equatable, Sendable {
    /// Where deliveries went.
    package struct Endpoint: Equatable, Sendable {
        /// What the scenario calls the webhook.
        package var name: String
        /// The URL without its query, which may hold a token; nil for the consumer inside the process.
        package var url: String?

        /// Notes an endpoint.
        package init(name: String, url: String?) {
            self.name = name
            self.url = url
        }

        /// Whether the URL had a query, which is left out.
        package var lacksQuery: Bool { url?.hasSuffix("?") ?? false }

        /// The URL as it is noted: all up to the mark of a query.
        package static func noted(_ url: WebhookURL) -> String {
            guard let mark = url.text.firstIndex(of: "?") else { return url.text }
            return String(url.text[...mark])
        }
    }

    /// A fault as reports tell of it.
    package struct Fault: Equatable, Sendable {
        /// What it is called.
        package var name: FaultName
        /// Whether a provider may do it; nil for what is done to this program itself.
        package var legality: FaultLegality?
        /// What it is aimed at and hits, for people; may be empty.
        package var aim: String

        /// Notes a fault.
        package init(name: FaultName, legality: FaultLegality?, aim: String) {
            self.name = name
            self.legality = legality
            self.aim = aim
        }
    }

    /// The webhooks in their order.
    package var endpoints: [Endpoint] = []
    /// Names of the scenario's users by their uid; the members of a crowd have none.
    package var userNames: [String: String] = [:]
    /// When simulated time began.
    package var start: Moment?
    /// How deliveries were made, as `write` spells it.
    package var delivery: String = ""
    /// Whether plain http might leave this machine.
    package var allowsInsecure = false
    /// What the run is judged by, as its owner writes it; nil in files of earlier versions.
    package var judgement: String?
    /// How the run ended and what was found then, as its owner writes it; nil while it goes on.
    package var ending: String?
    /// What befell the run, in the order of its file.
    package var faults: [Fault] = []
    /// The fingerprint of the run that this is a replay of; nil for a run of a scenario.
    package var replayOf: String?

    /// Most users whose names are noted, so that opening a file stays quick.
    package static let userNamesMax = 1_000

    /// Notes nothing.
    package init() {}

    /// Reads notes; what a later version added is passed over.
    package init(_ notes: [LedgerNote]) {
        let facts = Dictionary(notes.map { ($0.key, $0.value) }) { first, _ in first }
        while let name = facts["webhook.\(endpoints.count).name"] {
            endpoints.append(Endpoint(name: name, url: facts["webhook.\(endpoints.count).url"]))
        }
        for note in notes where note.key.hasPrefix(Self.userPrefix) {
            userNames[String(note.key.dropFirst(Self.userPrefix.count))] = note.value
        }
        while let word = facts["fault.\(faults.count)"], let name = FaultName(rawValue: word) {
            let legality = facts["fault.\(faults.count).legality"].flatMap(FaultLegality.init(rawValue:))
            let aim = facts["fault.\(faults.count).aim"] ?? ""
            faults.append(Fault(name: name, legality: legality, aim: aim))
        }
        start = facts["start"].flatMap { Int64($0) }.map { Moment(milliseconds: $0) }
        delivery = facts["delivery"] ?? ""
        allowsInsecure = facts["insecure"] == "true"
        replayOf = facts["replay_of"]
        judgement = facts["judgement"]
        ending = facts[Self.endingKey]
    }

    /// The notes as a run file keeps them.
    package var notes: [LedgerNote] {
        var notes: [LedgerNote] = []
        for (place, endpoint) in endpoints.enumerated() {
            notes.append(LedgerNote(key: "webhook.\(place).name", value: endpoint.name))
            if let url = endpoint.url { notes.append(LedgerNote(key: "webhook.\(place).url", value: url)) }
        }
        if userNames.count <= Self.userNamesMax {
            for (uid, name) in userNames.sorted(by: { $0.key < $1.key }) {
                notes.append(LedgerNote(key: Self.userPrefix + uid, value: name))
            }
        }
        for (place, fault) in faults.enumerated() {
            notes.append(LedgerNote(key: "fault.\(place)", value: fault.name.rawValue))
            if let legality = fault.legality {
                notes.append(LedgerNote(key: "fault.\(place).legality", value: legality.rawValue))
            }
            if !fault.aim.isEmpty { notes.append(LedgerNote(key: "fault.\(place).aim", value: fault.aim)) }
        }
        if let start { notes.append(LedgerNote(key: "start", value: String(start.milliseconds))) }
        if !delivery.isEmpty { notes.append(LedgerNote(key: "delivery", value: delivery)) }
        if allowsInsecure { notes.append(LedgerNote(key: "insecure", value: "true")) }
        if let replayOf { notes.append(LedgerNote(key: "replay_of", value: replayOf)) }
        if let judgement { notes.append(LedgerNote(key: "judgement", value: judgement)) }
        if let ending { notes.append(LedgerNote(key: Self.endingKey, value: ending)) }
        return notes
    }

    /// The key of the note that is written last.
    package static let endingKey = "ending"

    private static let userPrefix = "user."
}

extension DeliverySettings {
    /// The settings that change what is sent and when, as a run file notes them.
    package var noted: String {
        let waits =
            switch retry.waits {
            case .exponential(let base, let factor, let jitter): "exponential:\(base):\(factor):\(jitter)"
            case .listed(let milliseconds):
                (["listed"] + milliseconds.map { String($0) }).joined(separator: ":")
            }
        let retryable =
            switch retry.retryable {
            case .listed: "listed"
            case .any: "any"
            }
        return "ordering=\(ordering.rawValue) headers=\(headers.rawValue) timeout=\(timeoutMilliseconds) "
            + "concurrency=\(concurrency) attempts=\(retry.attemptsMax) retry=\(retryable) waits=\(waits)"
    }

    /// The settings of a profile, with what a run file notes in their place.
    package init(profile: Profile, noted text: String) {
        self.init(profile: profile)
        var facts: [Substring: Substring] = [:]
        for word in text.split(separator: " ") {
            let parts = word.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { facts[parts[0]] = parts[1] }
        }
        ordering = facts["ordering"].flatMap { Ordering(rawValue: String($0)) } ?? ordering
        headers = facts["headers"].flatMap { Headers(rawValue: String($0)) } ?? headers
        timeoutMilliseconds = facts["timeout"].flatMap { Int($0) }.map { max(1, $0) } ?? timeoutMilliseconds
        let connections = facts["concurrency"].flatMap { Int($0) } ?? concurrency
        concurrency = min(max(1, connections), Self.concurrencyMax)
        guard let attempts = facts["attempts"].flatMap({ Int($0) }), attempts >= 1,
            let waits = facts["waits"].flatMap({ Self.waits($0) })
        else { return }
        let retryable: RetryPolicy.Retryable = facts["retry"] == "any" ? .any : .listed
        retry = RetryPolicy(attemptsMax: attempts, waits: waits, retryable: retryable)
    }

    private static func waits(_ text: Substring) -> RetryPolicy.Waits? {
        let parts = text.split(separator: ":")
        let numbers = parts.dropFirst().compactMap { Int64($0) }.filter { $0 >= 0 }
        guard let kind = parts.first, numbers.count == parts.count - 1 else { return nil }
        if kind == "listed" { return .listed(milliseconds: numbers) }
        guard kind == "exponential", numbers.count == 3 else { return nil }
        return .exponential(
            baseMilliseconds: numbers[0],
            factorPercent: numbers[1],
            jitterPermille: numbers[2]
        )
    }
}
