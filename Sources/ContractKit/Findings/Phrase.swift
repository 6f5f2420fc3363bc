/// Numbers and nouns as people write them.
package enum Phrase {
    /// A number with commas between thousands: `1,542`.
    package static func number(_ number: Int64) -> String {
        var grouped: [UInt8] = []
        let digits = Array(String(number.magnitude).utf8)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(UInt8(ascii: ",")) }
            grouped.append(digit)
        }
        return (number < 0 ? "-" : "") + String(decoding: grouped, as: UTF8.self)
    }

    /// A number with its noun: `1 delivery`, `0 deliveries`.
    package static func count(_ number: Int64, _ singular: String, _ plural: String) -> String {
        "\(Self.number(number)) \(number == 1 ? singular : plural)"
    }

    /// So many deliveries.
    package static func deliveries(_ number: Int64) -> String {
        count(number, "delivery", "deliveries")
    }

    /// Words in a row: `a`, `a and b`, `a, b and c`.
    package static func list(_ words: [String], _ conjunction: String = "and") -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
    }
}
