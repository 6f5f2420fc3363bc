import JSONKit
import SimulationKit

extension EventSelector {
    var recorded: JSONValue {
        var object = JSONObject()
        if let event { object["event"] = .string(event.name) }
        if let user { object["user"] = user.recorded }
        if let wallet { object["integration"] = wallet.recorded }
        if let webhook {
            object["webhook"] = ["index": .count(webhook.index), "name": .string(webhook.name)]
        }
        return .object(object)
    }

    init?(recorded value: JSONValue) {
        guard let object = value.object else { return nil }
        self.init()
        if let name = object["event"] {
            guard let event = name.string.flatMap(EventType.init(name:)) else { return nil }
            self.event = event
        }
        user = object["user"].flatMap(User.init(recorded:))
        wallet = object["integration"].flatMap(Wallet.init(recorded:))
        if let webhook = object["webhook"] {
            guard let index = webhook["index"]?.int64, let name = webhook["name"]?.string else { return nil }
            self.webhook = Webhook(index: Int(index), name: name)
        }
        guard (user == nil) == (object["user"] == nil), (wallet == nil) == (object["integration"] == nil)
        else { return nil }
    }
}

extension EventSelector.User {
    fileprivate var recorded: JSONValue { ["uid": .string(uid), "name": .string(name)] }

    fileprivate init?(recorded value: JSONValue) {
        guard let uid = value["uid"]?.string, let name = value["name"]?.string else { return nil }
        self.init(uid: uid, name: name)
    }
}

extension EventSelector.Wallet {
    fileprivate var recorded: JSONValue { ["walletId": .string(identifier), "name": .string(name)] }

    fileprivate init?(recorded value: JSONValue) {
        guard let identifier = value["walletId"]?.string, let name = value["name"]?.string else { return nil }
        self.init(identifier: identifier, name: name)
    }
}

extension NumberCondition {
    var recorded: JSONValue {
        var object: JSONObject = ["atLeast": .count(atLeast)]
        if let atMost { object["atMost"] = .count(atMost) }
        return .object(object)
    }

    init?(recorded value: JSONValue) {
        self.init(atLeast: value["atLeast"]?.int64, atMost: value["atMost"]?.int64)
    }
}

extension FieldCondition {
    var recorded: JSONValue {
        switch demand {
        case .present(let wanted): ["name": .string(name), "present": .bool(wanted)]
        case .equals(let value): ["name": .string(name), "equals": .string(value)]
        case .matches(let pattern): ["name": .string(name), "matches": .string(pattern)]
        }
    }

    init?(recorded value: JSONValue) {
        guard let name = value["name"]?.string else { return nil }
        if let wanted = value["present"]?.bool {
            self.init(name: name, demand: .present(wanted))
        } else if let wanted = value["equals"]?.string {
            self.init(name: name, demand: .equals(wanted))
        } else if let pattern = value["matches"]?.string {
            self.init(name: name, demand: .matches(pattern))
        } else {
            return nil
        }
    }
}

extension ValueCondition {
    var recorded: JSONValue {
        switch self {
        case .equals(let value): return ["equals": value]
        case .exists(let wanted): return ["exists": .bool(wanted)]
        case .oneOf(let values): return ["oneOf": .array(values)]
        case .between(let least, let most):
            var object = JSONObject()
            if let least { object["atLeast"] = .number(least) }
            if let most { object["atMost"] = .number(most) }
            return .object(object)
        }
    }

    init?(recorded value: JSONValue) {
        if let wanted = value["equals"] {
            self = .equals(wanted)
        } else if let wanted = value["exists"]?.bool {
            self = .exists(wanted)
        } else if let values = value["oneOf"]?.array {
            self = .oneOf(values)
        } else {
            let least = value["atLeast"]?.number
            let most = value["atMost"]?.number
            guard least != nil || most != nil else { return nil }
            self = .between(atLeast: least, atMost: most)
        }
    }
}

extension BodyCondition {
    var recorded: JSONValue { ["pointer": .string(pointer.description), "value": value.recorded] }

    init?(recorded value: JSONValue) {
        guard let text = value["pointer"]?.string, let pointer = try? JSONPointer(text),
            let condition = value["value"].flatMap(ValueCondition.init(recorded:))
        else { return nil }
        self.init(pointer: pointer, value: condition)
    }
}

extension DeliveryProperty {
    var recorded: JSONValue {
        var object = JSONObject()
        if let outcome { object["outcome"] = .string(outcome.rawValue) }
        if let attempts { object["attempts"] = attempts.recorded }
        if let body { object["body"] = body.recorded }
        return .object(object)
    }

    init?(recorded value: JSONValue) {
        guard let object = value.object else { return nil }
        self.init(
            outcome: object["outcome"]?.string.flatMap(Outcome.init(rawValue:)),
            attempts: object["attempts"].flatMap(NumberCondition.init(recorded:)),
            body: object["body"].flatMap(BodyCondition.init(recorded:))
        )
        guard recorded == value else { return nil }
    }
}

extension ProbeQuestion {
    var recorded: JSONValue {
        var object: JSONObject = ["read": .string(read), "value": value.recorded]
        if let user { object["user"] = user.recorded }
        if let wallet { object["integration"] = wallet.recorded }
        if let withinMilliseconds { object["within"] = .count(withinMilliseconds) }
        return .object(object)
    }

    init?(recorded value: JSONValue) {
        guard let read = value["read"]?.string,
            let condition = value["value"].flatMap(ValueCondition.init(recorded:))
        else { return nil }
        self.init(
            read: read,
            user: value["user"].flatMap(EventSelector.User.init(recorded:)),
            wallet: value["integration"].flatMap(EventSelector.Wallet.init(recorded:)),
            value: condition,
            withinMilliseconds: value["within"]?.int64
        )
    }
}
