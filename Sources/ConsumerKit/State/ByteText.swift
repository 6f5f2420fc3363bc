/// A text that is equal to another only when their UTF-8 bytes are.
///
/// Swift holds canonically equivalent strings equal; two ids that differ in bytes are two ids.
struct ByteText: Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}

extension ByteText: Hashable {
    static func == (left: ByteText, right: ByteText) -> Bool {
        // Spans, because `elementsEqual` of the strings' own views shows up in a profile of deliveries.
        let left = left.text.utf8Span.span
        let right = right.text.utf8Span.span
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// Feeds the string as Swift does: equivalent strings collide, which is rare and only costs a comparison.
    func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}

extension ByteText: Comparable {
    /// Orders by UTF-8 bytes, which is the order of the code points.
    static func < (left: ByteText, right: ByteText) -> Bool {
        let left = left.text.utf8Span.span
        let right = right.text.utf8Span.span
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index]
        }
        return left.count < right.count
    }
}
