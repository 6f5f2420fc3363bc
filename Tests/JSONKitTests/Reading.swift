import JSONKit

/// Reads a text as strict JSON.
func json(_ text: String) throws -> JSONValue {
    try JSONReader.read(Array(text.utf8), dialect: .json).value
}

/// Reads a text as JSON5.
func json5(_ text: String) throws -> JSONValue {
    try JSONReader.read(Array(text.utf8), dialect: .json5).value
}

/// The first mistake in a text as `line:column: message`, with what is underlined behind it, or nothing.
func mistake(in text: String, _ dialect: JSONReader.Dialect, limits: JSONLimits = JSONLimits()) -> String? {
    mistake(in: Array(text.utf8), dialect, limits: limits)
}

/// The first mistake in a text of any bytes.
func mistake(in bytes: [UInt8], _ dialect: JSONReader.Dialect, limits: JSONLimits = JSONLimits()) -> String? {
    do throws(Diagnostic) {
        _ = try JSONReader.read(bytes, dialect: dialect, limits: limits)
        return nil
    } catch {
        let position = SourceText(name: "", bytes: bytes).position(at: error.range.lower)
        let marked = String(decoding: bytes[error.range.lower..<error.range.upper], as: UTF8.self)
        let help = error.suggestion.map { " (\($0)?)" } ?? ""
        return "\(position.line):\(position.column): \(error.message)\(help) [\(marked)]"
    }
}

/// A repeatable source of choices (SplitMix64).
struct Choices {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }
}
