/// Compares strings as JSON does: by code units.
///
/// Swift holds canonically equivalent strings equal, so `é` in one code point equals `e` with an accent; to
/// JSON (RFC 8259, section 8.3) and to every signature they are two different strings.
enum ExactText {
    static func areEqual(_ left: String, _ right: String) -> Bool {
        // The standard library's comparison is the quicker one, and strings that differ in it differ in
        // bytes.
        left == right && left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
    }

    /// Orders strings by their UTF-8 bytes, which is the order of their code points.
    ///
    /// Swift's own `<` is no order among strings that differ in normalization: in Swift 6.3.1, `"e\u{301}1"`
    /// and `"\u{E9}10"` are neither equal nor does either precede the other.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let left = left.utf8Span.span
        let right = right.utf8Span.span
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index]
        }
        return left.count < right.count
    }
}
