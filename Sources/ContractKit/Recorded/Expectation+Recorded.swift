import JSONKit
import SimulationKit

extension Expectation {
    /// The expectation as a run file keeps it.
    var recorded: JSONObject {
        var object: JSONObject = ["id": .string(id)]
        if let name { object["name"] = .string(name) }
        object["severity"] = .string(severity.rawValue)
        if allowEmpty { object["allowEmpty"] = true }
        for (key, value) in kind.recorded.members { object[key] = value }
        return object
    }

    /// Reads what `recorded` wrote; nil for anything else.
    init?(recorded value: JSONValue) {
        guard let object = value.object, let id = object["id"]?.string,
            let severity = object["severity"]?.string.flatMap(Severity.init(rawValue:)),
            let kind = Kind(recorded: object)
        else { return nil }
        self.init(
            id: id,
            name: object["name"]?.string,
            severity: severity,
            allowEmpty: object["allowEmpty"]?.bool ?? false,
            kind: kind
        )
    }
}

extension Expectation.Kind {
    fileprivate var recorded: JSONObject {
        switch self {
        case .accepted(let allowPending):
            ["accepted": "all", "allowPending": .bool(allowPending)]
        case .forgeriesRefused: ["forged": "refused"]
        case .count(let selector, let condition, of: let counted):
            ["count": selector.recorded, "number": condition.recorded, "of": .string(counted.rawValue)]
        case .never(let selector): ["never": selector.recorded]
        case .order(let events, per: let scope):
            ["order": .array(events.map { .string($0.name) }), "per": .string(scope.rawValue)]
        case .attempts(let selector, let condition):
            ["attempts": selector.recorded, "number": condition.recorded]
        case .headers(let selector, let fields):
            ["headers": selector.recorded, "fields": .array(fields.map(\.recorded))]
        case .body(let selector, let condition):
            ["body": selector.recorded, "condition": condition.recorded]
        case .sameBytes(let selector): ["sameBytes": selector.recorded]
        case .signature(let selector): ["signature": selector.recorded]
        case .probe(let question): ["probe": question.recorded]
        case .metric(let metric, let limit):
            ["metric": .string(metric.rawValue), "is": .string(limit.text)]
        case .sometimes(let selector, let property):
            ["sometimes": selector.recorded, "with": property.recorded]
        case .digest(let hex): ["digest": .string(hex)]
        }
    }

    fileprivate init?(recorded object: JSONObject) {
        func selector(_ key: String) -> EventSelector? { object[key].flatMap(EventSelector.init(recorded:)) }
        let number = object["number"].flatMap(NumberCondition.init(recorded:))
        if object["accepted"] != nil {
            self = .accepted(allowPending: object["allowPending"]?.bool ?? false)
        } else if object["forged"]?.string == "refused" {
            self = .forgeriesRefused
        } else if let selector = selector("count"), let number,
            let counted = object["of"]?.string.flatMap(Expectation.Counted.init(rawValue:))
        {
            self = .count(selector, number, of: counted)
        } else if let selector = selector("never") {
            self = .never(selector)
        } else if let names = object["order"]?.array,
            let scope = object["per"]?.string.flatMap(Expectation.OrderScope.init(rawValue:))
        {
            let events = names.compactMap { $0.string.flatMap(EventType.init(name:)) }
            guard events.count == names.count, events.count >= 2, Set(events).count == events.count else {
                return nil
            }
            self = .order(events, per: scope)
        } else if let selector = selector("attempts"), let number {
            self = .attempts(selector, number)
        } else if let selector = selector("headers"), let fields = object["fields"]?.array {
            let conditions = fields.compactMap { FieldCondition(recorded: $0) }
            guard conditions.count == fields.count else { return nil }
            self = .headers(selector, conditions)
        } else if let selector = selector("body"),
            let condition = object["condition"].flatMap(BodyCondition.init(recorded:))
        {
            self = .body(selector, condition)
        } else if let selector = selector("sameBytes") {
            self = .sameBytes(selector)
        } else if let selector = selector("signature") {
            self = .signature(selector)
        } else if let question = object["probe"].flatMap(ProbeQuestion.init(recorded:)) {
            self = .probe(question)
        } else if let metric = object["metric"]?.string.flatMap(Metric.init(rawValue:)),
            let limit = object["is"]?.string.flatMap({ try? MetricLimit($0, unit: metric.unit) })
        {
            self = .metric(metric, limit)
        } else if let selector = selector("sometimes"),
            let property = object["with"].flatMap(DeliveryProperty.init(recorded:))
        {
            self = .sometimes(selector, property)
        } else if let hex = object["digest"]?.string {
            self = .digest(hex)
        } else {
            return nil
        }
    }
}
