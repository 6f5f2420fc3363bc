/// A number of JSON as an integer of 64 bits, exactly, for a BIGINT column;
/// INTEGER often ends at 2,147,483,647, which is January 1970 in milliseconds.
///
/// `Int` has 32 bits on some machines, and `Double` has 53.
struct Whole: Decodable {
    let value: Int64

    /// - Throws: what the caller answers 400 to.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let integer = try? container.decode(Int64.self) {
            value = integer
            return
        }
        // 1640995200000.0 and 1e3 are whole numbers in JSON. Int64(_:) would
        // trap on what does not fit, and so end the process.
        guard let exact = Int64(exactly: try container.decode(Double.self))
        else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not a whole number of 64 bits"
            )
        }
        value = exact
    }
}
