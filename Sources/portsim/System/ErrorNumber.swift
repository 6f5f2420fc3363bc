import Glibc

/// The C library's sentences for error numbers.
package enum ErrorNumber {
    /// The sentence of one error number, as in `No space left on device`.
    package static func message(_ number: Int32) -> String {
        // strerror would return memory that other threads overwrite.
        var buffer = [CChar](repeating: 0, count: 256)
        let result = unsafe strerror_r(number, &buffer, buffer.count)
        guard result == 0 else { return "error \(number)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
