import Glibc

/// A wait for nothing but time.
enum Pause {
    /// Waits so many real milliseconds.
    static func milliseconds(_ milliseconds: Int32) {
        _ = poll(nil, 0, milliseconds)
    }
}
