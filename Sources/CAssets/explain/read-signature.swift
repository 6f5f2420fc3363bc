/// The signature's 64 hexadecimal digits; nil when it is missing, doubled or
/// garbled, to which the caller answers 401.
///
/// Nothing here traps or throws.
func readSignature(headers: [(name: String, value: String)]) -> String? {
    // Names have no case. With two headers, who knows which one a proxy
    // believed?
    let values =
        headers
        .filter { $0.name.lowercased() == "x-webhook-signature" }
        .map(\.value)
    guard values.count == 1 else { return nil }
    // Exactly what the provider sends, counted in bytes: isHexDigit takes the
    // full-width digits of Unicode too.
    let digits = values[0].utf8
    let isWellFormed =
        digits.count == 64
        && digits.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
    return isWellFormed ? values[0] : nil
}
