/// The bounds of one HTTP message, so that no peer can make this process hold more than it chose to.
///
/// Request bodies beyond `bodyBytesMax` are refused; response bodies are never refused, only cut off.
package struct HTTPLimits: Sendable, Equatable {
    /// The most bytes of a start line, its fields and its trailers together, line ends included.
    package var headBytesMax = 65_536
    /// The most field lines of a message, trailers included.
    package var fieldCountMax = 128
    /// The most bytes of a request's body; beyond it the request is refused with 413.
    package var bodyBytesMax = 1_048_576
    /// The bytes of a response's body that are kept; the rest is read and dropped.
    package var bodyBytesKept = 65_536
    /// The most bytes of a response's body that are read; there the answer is complete and its connection unusable.
    package var bodyBytesReadMax = 1_048_576
    /// The most bytes of one line before a chunk, extensions included, line end excluded.
    package var chunkLineBytesMax = 4_096
    /// The most bytes that the chunk extensions of one message may have together.
    ///
    /// RFC 9112, section 7.1.1 asks for this bound: tiny chunks with long extensions are cheap to send.
    package var chunkExtensionBytesMax = 16_384
    /// The most 1xx answers that may precede one final answer.
    package var informationalCountMax = 16

    /// Creates the limits that the tool uses unless a caller changes one.
    package init() {}
}
