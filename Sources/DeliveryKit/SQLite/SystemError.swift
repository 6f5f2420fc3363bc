import Glibc

/// A failed system call, by its `errno`.
package struct SystemError: Error, Equatable, Sendable {
    /// The value of `errno`.
    package var code: Int32

    /// Wraps a value of `errno`.
    package init(code: Int32) {
        self.code = code
    }

    /// Whether the disk, or this user's share of it, is used up.
    package var isOutOfSpace: Bool {
        code == ENOSPC || code == EDQUOT
    }

    /// The C library's words for it.
    package var message: String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            // `strerror` shares one buffer between threads; this one does not.
            guard let base = buffer.baseAddress, unsafe strerror_r(code, base, buffer.count) == 0 else {
                return "error \(code)"
            }
            return unsafe String(cString: base)
        }
    }
}
