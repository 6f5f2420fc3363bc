import DeliveryKit

/// Writes deliveries in one of the formats of `generate`.
struct DeliveryPrinter {
    private let format: GenerateFormat
    private let target: GenerateTarget
    private var hasBegun = false

    /// What stands between two requests with their heads, on a line of its own.
    static let rule = Array((String(repeating: "-", count: 72) + "\n").utf8)

    init(format: GenerateFormat, target: GenerateTarget) {
        self.format = format
        self.target = target
    }

    /// Appends one delivery.
    mutating func append(_ delivery: PlannedDelivery, to bytes: inout [UInt8]) {
        defer { hasBegun = true }
        switch format {
        case .ndjson:
            bytes += delivery.body
            bytes.append(0x0A)
        case .json:
            bytes += (hasBegun ? ",\n" : "[\n").utf8
            bytes += delivery.body
        case .curl:
            let request = target.request(delivery)
            CurlLine.append(request, to: target.url(of: delivery), into: &bytes)
            bytes.append(0x0A)
        case .headers:
            if hasBegun { bytes += Self.rule }
            bytes += target.request(delivery)
            bytes.append(0x0A)
        }
    }

    /// Appends what ends the output.
    func finish(_ bytes: inout [UInt8]) {
        guard format == .json else { return }
        bytes += (hasBegun ? "\n]\n" : "[]\n").utf8
    }
}
