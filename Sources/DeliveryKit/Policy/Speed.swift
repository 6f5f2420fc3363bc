/// How fast simulated time may pass.
package enum Speed: Equatable, Sendable {
    /// Everything as soon as the consumer keeps up.
    case instant
    /// So many times as fast as real time; 1 is real time.
    case scaled(Int64)

    /// Most times faster than real time that may be asked for.
    package static let factorMax: Int64 = 1_000_000

    /// Reads `instant`, `realtime` or a factor such as `100x`.
    package init?(_ text: String) {
        switch text {
        case "instant": self = .instant
        case "realtime": self = .scaled(1)
        default:
            // `Int64` alone would take a sign too.
            guard text.hasSuffix("x"), text.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false,
                let factor = Int64(text.dropLast()), (1...Self.factorMax).contains(factor)
            else { return nil }
            self = .scaled(factor)
        }
    }
}
