import JSONKit
import SimulationKit

/// Rates as scenario files write them: a whole number and what it is for.
///
/// | text | per hour |
/// | --- | --- |
/// | `5/s` | 18,000 |
/// | `120/m` | 7,200 |
/// | `3/h` | 3 |
enum RateText {
    private static let units: [(name: String, perHour: Int64)] = [("s", 3_600), ("m", 60), ("h", 1)]

    /// Reads a rate in users per hour; nil where it is none, and more than can be for more than can be told.
    static func perHour(_ text: String) -> Int64? {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...18).contains(parts[0].count),
            let unit = units.first(where: { $0.name.utf8.elementsEqual(parts[1]) })
        else { return nil }
        var number: Int64 = 0
        for byte in parts[0] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        let (perHour, isBeyond) = number.multipliedReportingOverflow(by: unit.perHour)
        return isBeyond ? .max : perHour
    }
}

extension ValueCursor {
    /// The rate, in users per hour.
    func rate() -> Int64? {
        guard case .rate = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        guard let perHour = RateText.perHour(text) else {
            report(
                "\(label) is a whole number and a unit, '5/s', '120/m' or '3/h', not \(Diagnostic.quoted(text))"
            )
            return nil
        }
        guard perHour <= ArrivalPhase.perHourMax else {
            report("\(label) is at most '\(ArrivalPhase.perHourMax / 3_600)/s'")
            return nil
        }
        return perHour
    }
}
