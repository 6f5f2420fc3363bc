/// What a field in the head of a request must be.
package struct FieldCondition: Equatable, Sendable {
    /// What is asked of the field's value.
    package enum Demand: Equatable, Sendable {
        /// It is there, or it is not.
        case present(Bool)
        /// It is there with exactly this value.
        case equals(String)
        /// It is there and fits a pattern, in which `*` stands for anything or nothing.
        case matches(String)
    }

    /// The field's name, in any case.
    package var name: String
    /// What is asked of it.
    package var demand: Demand

    /// States a condition.
    package init(name: String, demand: Demand) {
        self.name = name
        self.demand = demand
    }

    /// Says whether a value fits; nil where the field is not there.
    package func allows(_ value: String?) -> Bool {
        switch demand {
        case .present(let wanted): (value != nil) == wanted
        case .equals(let wanted): value.map { $0.utf8.elementsEqual(wanted.utf8) } ?? false
        case .matches(let pattern): value.map { Self.matches($0, pattern) } ?? false
        }
    }

    /// The condition as part of a sentence: `X-Webhook-Id: whd_*`, `no X-Webhook-Id`.
    package var description: String {
        switch demand {
        case .present(true): "\(name)"
        case .present(false): "no \(name)"
        case .equals(let value): "\(name): \(value)"
        case .matches(let pattern): "\(name) like \(pattern)"
        }
    }

    /// Greedy from the left with one place to go back to, so that time is the product of the lengths at most.
    private static func matches(_ text: String, _ pattern: String) -> Bool {
        let text = Array(text.utf8)
        let pattern = Array(pattern.utf8)
        var place = 0
        var wanted = 0
        var star: (wanted: Int, place: Int)?
        while place < text.count {
            if wanted < pattern.count, pattern[wanted] == UInt8(ascii: "*") {
                star = (wanted, place)
                wanted += 1
            } else if wanted < pattern.count, pattern[wanted] == text[place] {
                wanted += 1
                place += 1
            } else if let last = star {
                wanted = last.wanted + 1
                place = last.place + 1
                star = (last.wanted, place)
            } else {
                return false
            }
        }
        return pattern[wanted...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
