import ContractKit
import JSONKit
import SimulationKit
import WireKit

extension ScenarioDecoder {
    /// Reads where the consumer tells what it believes.
    mutating func decodeProbe(_ cursor: ObjectCursor) {
        var cursor = cursor
        let url = cursor["url"].flatMap { $0.url(allowsInsecure: allowsInsecure) }
        var reads: [ProbeDefinition.Read]?
        if let entries = cursor["read"]?.entries() {
            reads = entries.compactMap { entry in
                entry.value.template().map { ProbeDefinition.Read(name: entry.key, template: $0) }
            }
        }
        let fields = (cursor["headers"]?.entries() ?? []).compactMap { decodeProbeField($0) }
        cursor.finish()
        probe = ProbeDefinition(url: url, reads: reads ?? ProbeDefinition.standardReads, fields: fields)
    }

    private func decodeProbeField(_ entry: ValueCursor.Entry) -> ProbeDefinition.Field? {
        reading.hide(entry.value.node.range)
        guard let value = entry.value.secret() else { return nil }
        if Self.ownFields.contains(entry.key.lowercased()) {
            reading.report("portsim sends '\(entry.key)' itself", at: entry.keyRange)
        }
        if value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            entry.value.report("a field's value has no control characters")
        }
        return ProbeDefinition.Field(name: entry.key, value: value)
    }

    /// What frames the message or names its receiver.
    private static let ownFields = [
        "host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "te", "trailer",
        "accept", "user-agent",
    ]

    /// Reads the bounds on figures.
    mutating func decodeThresholds(_ cursor: ObjectCursor) {
        var cursor = cursor
        thresholds = Metric.allCases.compactMap { metric in
            cursor[metric.rawValue]?.limit(metric.unit).map { Threshold(metric, $0) }
        }
        cursor.finish()
    }

    func decodeMetric(_ value: ValueCursor, is limit: ValueCursor?) -> Expectation.Kind? {
        guard let metric: Metric = value.choice(), let limit = limit?.limit(metric.unit) else { return nil }
        return .metric(metric, limit)
    }

    func decodeFields(_ value: ValueCursor) -> [FieldCondition]? {
        guard let entries = value.entries() else { return nil }
        if entries.isEmpty { value.report("\(value.label) needs at least one entry") }
        return entries.compactMap { entry in
            decodeFieldDemand(entry.value).map { FieldCondition(name: entry.key, demand: $0) }
        }
    }

    private func decodeFieldDemand(_ value: ValueCursor) -> FieldCondition.Demand? {
        guard let value = value.alternative() else { return nil }
        guard value.node.string == nil else { return value.text().map { .equals($0) } }
        guard var cursor = value.object() else { return nil }
        let present = cursor["present"]?.flag()
        let equals = cursor["equals"]?.text()
        let matches = cursor["matches"]?.text()
        guard isOne(of: ["equals", "matches", "present"], cursor, "a field") else { return nil }
        cursor.finish()
        if let equals { return .equals(equals) }
        if let matches { return .matches(matches) }
        return present.map { .present($0) }
    }

    func decodeBody(_ cursor: inout ObjectCursor) -> BodyCondition? {
        let pointer = cursor["pointer"]?.pointer()
        guard let value = decodeValue(&cursor), let pointer else { return nil }
        return BodyCondition(pointer: pointer, value: value)
    }

    func decodeProperty(_ value: ValueCursor) -> DeliveryProperty? {
        guard var cursor = value.object() else { return nil }
        var property = DeliveryProperty()
        property.outcome = cursor["outcome"]?.choice()
        if let attempts = cursor["attempts"] {
            guard var number = attempts.object(),
                let condition = decodeCondition(&number, of: "a number of attempts")
            else { return nil }
            number.finish()
            property.attempts = condition
        }
        if cursor.keyRange("pointer") != nil {
            guard let body = decodeBody(&cursor) else { return nil }
            property.body = body
        } else {
            for key in Shape.valueKeys {
                _ = cursor[key]
                guard let place = cursor.keyRange(key) else { continue }
                reading.report("'\(key)' is about a place in the body: give 'pointer' too", at: place)
            }
            _ = cursor["pointer"]
        }
        cursor.finish()
        return property
    }

    /// Reads what a value must be.
    private func decodeValue(_ cursor: inout ObjectCursor) -> ValueCondition? {
        let equals = cursor["equals"].map { $0.anything() }
        let oneOf = cursor["oneOf"]?.list().map { $0.map { $0.anything() } }
        let least = cursor["atLeast"].map { $0.number() }
        let most = cursor["atMost"]
        let exists = cursor["exists"]?.flag()
        guard isOne(of: Shape.valueKeys, cursor, "a value", together: ["atLeast", "atMost"]) else {
            return nil
        }
        if let equals { return equals.map { .equals($0) } }
        if let oneOf {
            let values = oneOf.compactMap(\.self)
            return values.isEmpty || values.count < oneOf.count ? nil : .oneOf(values)
        }
        if let exists { return .exists(exists) }
        let bound = most.map { $0.number() }
        switch (least, bound) {
        case (.some(.none), _), (_, .some(.none)), (.none, .none): return nil
        case (.some(.some(let least)), .some(.some(let atMost))):
            if atMost.isBelow(least) {
                most?.report("no number is at least \(least.text) and at most \(atMost.text)")
                return nil
            }
            return .between(atLeast: least, atMost: atMost)
        case (.some(let least), .none): return .between(atLeast: least, atMost: nil)
        case (.none, .some(let most)): return .between(atLeast: nil, atMost: most)
        }
    }

    /// Whether exactly one of several keys is there, or those that go together; what is wrong is reported.
    private func isOne(
        of keys: [String],
        _ cursor: ObjectCursor,
        _ noun: String,
        together: Set<String> = []
    ) -> Bool {
        let given = keys.filter { cursor.keyRange($0) != nil }
        guard let first = given.first else {
            // A mistyped one is reported by itself.
            if !cursor.hasUnknownKeys {
                let words = FieldKind.alternatives(keys.map { "'\($0)'" })
                reading.report("\(noun) needs \(words)", at: cursor.opening)
            }
            return false
        }
        let surplus = given.dropFirst().filter { !(together.contains(first) && together.contains($0)) }
        for key in surplus {
            guard let place = cursor.keyRange(key) else { continue }
            reading.report("'\(first)' says it all: remove '\(key)'", at: place)
        }
        return surplus.isEmpty
    }

    func decodeProbeQuestion(
        _ value: ValueCursor,
        _ cursor: inout ObjectCursor,
        _ names: Selectors
    ) -> Expectation.Kind? {
        let user = cursor["user"]
        let integration = cursor["integration"]
        let within = cursor["within"].map { $0.duration() }
        let condition = decodeValue(&cursor)
        let place = user?.user(of: users)
        let wallet = integration.flatMap { names.wallet($0, ofUser: place, isUserGiven: user != nil) }
        guard let name = value.reference() else { return nil }
        let reads = probe?.reads ?? ProbeDefinition.standardReads
        guard let read = reads.first(where: { $0.name == name }) else {
            value.report(
                "there is no read \(Diagnostic.quoted(name)) of the probe",
                suggestion: Suggestion.nearest(to: name, among: reads.map(\.name))
            )
            return nil
        }
        checkSubject(of: read, value, user: user, integration: integration)
        guard let condition, user == nil || place != nil, integration == nil || wallet != nil else {
            return nil
        }
        if case .some(.none) = within { return nil }
        return .probe(
            ProbeQuestion(
                read: name,
                user: place.map { names.owner($0) },
                wallet: wallet,
                value: condition,
                withinMilliseconds: within ?? nil
            )
        )
    }

    /// Reports a question that lacks whom it is about, or names somebody whom it is not about.
    private func checkSubject(
        of read: ProbeDefinition.Read,
        _ value: ValueCursor,
        user: ValueCursor?,
        integration: ValueCursor?
    ) {
        let name = Diagnostic.quoted(read.name)
        if read.template.needsUser, user == nil {
            value.report("\(name) is read of a user: give 'user' too")
        } else if read.template.needsWallet, integration == nil {
            value.report("\(name) is read of an integration: give 'integration' too")
        }
        if !read.template.needsUser, let user {
            user.report("\(name) is read of nobody: remove 'user', or use {uid} in the read")
        } else if !read.template.needsWallet, let integration {
            integration.report(
                "\(name) is read of no integration: remove 'integration', or use {walletId} in the read"
            )
        }
    }
}
