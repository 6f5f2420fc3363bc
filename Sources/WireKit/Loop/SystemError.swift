import Glibc

/// An `errno` value, kept as a number until someone wants to read it.
package struct SystemError: Error, Hashable, Sendable {
    /// The number that the system call left in `errno`.
    package let code: Int32

    /// Wraps a number that a system call returned.
    package init(code: Int32) {
        self.code = code
    }

    /// What the kernel says of a peer that takes nothing more.
    static let brokenPipe = SystemError(code: EPIPE)

    /// Takes the calling thread's `errno`, right after the call that failed.
    static var current: SystemError { SystemError(code: errno) }

    /// What the system calls this error, such as "Connection refused".
    package var message: String {
        let text: [CChar] = unsafe Array(unsafeUninitializedCapacity: 256) { buffer, count in
            guard
                let base = buffer.baseAddress,
                unsafe strerror_r(code, base, buffer.count) == 0
            else { return }
            count = unsafe strlen(base)
        }
        return text.isEmpty
            ? "error \(code)" : String(decoding: text.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
