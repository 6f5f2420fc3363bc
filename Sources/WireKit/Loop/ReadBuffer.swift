/// The bytes that one `recv` brought, shared by every connection of a loop.
///
/// Parsers keep what they need, so one buffer serves thousands of connections.
@safe
final class ReadBuffer {
    /// Most bytes that one call reads: an answer of usual size in one go, a long body in few.
    static let capacity = 65_536

    private let storage: UnsafeMutableBufferPointer<UInt8>

    init() {
        unsafe storage = .allocate(capacity: Self.capacity)
        unsafe storage.initialize(repeating: 0)
    }

    deinit {
        unsafe storage.deallocate()
    }

    /// Receives from a socket; the bytes are then the first ones of `bytes(count:)`.
    func fill(from descriptor: Int32) -> TransferResult {
        unsafe Socket.receive(descriptor, into: storage)
    }

    /// Receives from an encrypted connection, in the same way.
    func fill(from stream: TLSStream) -> TLSStream.Result {
        unsafe stream.receive(into: storage)
    }

    /// Borrows the first bytes; they are overwritten by the next `fill`.
    func withBytes<Result, Failure: Error>(
        count: Int,
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe UnsafeBufferPointer(rebasing: storage[..<count]).span)
    }
}
