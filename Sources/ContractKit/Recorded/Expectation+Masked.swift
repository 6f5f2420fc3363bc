import JSONKit
package import WireKit

extension Expectation {
    /// The expectation as it may be noted: without secrets in what somebody wrote into the scenario by hand.
    ///
    /// Kinds, events, metrics and the names of users, integrations and webhooks are no secrets and stay, whatever
    /// secrets look like: a run is judged again by them.
    package func masked(by mask: SecretMask) -> Expectation {
        var masked = self
        masked.name = name.map { mask.masked($0) }
        masked.kind = kind.masked(by: mask)
        return masked
    }
}

extension Finding {
    /// The finding without secrets in its texts.
    package func masked(by mask: SecretMask) -> Finding {
        var masked = self
        masked.name = mask.masked(name)
        masked.message = mask.masked(message)
        masked.evidence.expected = evidence.expected.map { mask.masked($0) }
        masked.evidence.actual = evidence.actual.map { mask.masked($0) }
        for place in masked.evidence.items.indices {
            masked.evidence.items[place].text = mask.masked(masked.evidence.items[place].text)
        }
        return masked
    }
}

extension Expectation.Kind {
    fileprivate func masked(by mask: SecretMask) -> Self {
        switch self {
        case .headers(let selector, let fields): return .headers(selector, fields.map { $0.masked(by: mask) })
        case .body(let selector, let condition): return .body(selector, condition.masked(by: mask))
        case .probe(var question):
            question.value = question.value.masked(by: mask)
            return .probe(question)
        case .sometimes(let selector, var property):
            property.body = property.body?.masked(by: mask)
            return .sometimes(selector, property)
        case .accepted, .forgeriesRefused, .count, .never, .order, .attempts, .sameBytes, .signature, .metric,
            .digest:
            return self
        }
    }
}

extension FieldCondition {
    fileprivate func masked(by mask: SecretMask) -> FieldCondition {
        let demand: Demand =
            switch demand {
            case .present: demand
            case .equals(let value): .equals(mask.masked(value))
            case .matches(let pattern): .matches(mask.masked(pattern))
            }
        return FieldCondition(name: mask.masked(name), demand: demand)
    }
}

extension BodyCondition {
    fileprivate func masked(by mask: SecretMask) -> BodyCondition {
        BodyCondition(
            pointer: JSONPointer(tokens: pointer.tokens.map { mask.masked($0) }),
            value: value.masked(by: mask)
        )
    }
}

extension ValueCondition {
    fileprivate func masked(by mask: SecretMask) -> ValueCondition {
        switch self {
        case .equals(let value): .equals(value.masked(by: mask))
        case .oneOf(let values): .oneOf(values.map { $0.masked(by: mask) })
        case .exists, .between: self
        }
    }
}

extension JSONValue {
    fileprivate func masked(by mask: SecretMask) -> JSONValue {
        switch self {
        case .null, .bool: return self
        case .number(let number):
            let text = mask.masked(number.text)
            return text == number.text ? self : .string(text)
        case .string(let text): return .string(mask.masked(text))
        case .array(let elements): return .array(elements.map { $0.masked(by: mask) })
        case .object(let object):
            return .object(
                JSONObject(object.members.map { (mask.masked($0.key), $0.value.masked(by: mask)) })
            )
        }
    }
}
