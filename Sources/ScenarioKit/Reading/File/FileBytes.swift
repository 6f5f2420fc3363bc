import Glibc

/// The bytes of an ordinary file.
enum FileBytes {
    /// Why there are none.
    enum Problem: Error {
        case directory
        case notRegular
        case tooLarge
        /// A system call's `errno`.
        case failed(Int32)
    }

    /// Reads a whole file, as far as it has no more than so many bytes.
    static func read(_ path: String, bytesMax: Int) throws(Problem) -> [UInt8] {
        guard !path.utf8.contains(0) else { throw .failed(ENOENT) }
        // Not waiting: opening a pipe would wait for somebody to write.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .failed(errno) }
        defer { close(descriptor) }
        var information = stat()
        guard unsafe fstat(descriptor, &information) == 0 else { throw .failed(errno) }
        switch information.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .directory
        default: throw .notRegular
        }
        guard information.st_size <= bytesMax else { throw .tooLarge }
        // One more than there are: the end shows in a read of nothing.
        var bytes = [UInt8](repeating: 0, count: Int(information.st_size) + 1)
        var count = 0
        while count <= bytesMax {
            // It grew while it was read.
            if count == bytes.count {
                bytes.append(contentsOf: repeatElement(0, count: bytesMax + 1 - count))
            }
            let result = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if result == 0 { break }
            if result > 0 {
                count += result
            } else if errno != EINTR {
                throw .failed(errno)
            }
        }
        guard count <= bytesMax else { throw .tooLarge }
        bytes.removeSubrange(count...)
        return bytes
    }

    /// The system's words for an `errno`.
    static func reason(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        // `strerror` shares one buffer between threads; this one does not.
        guard unsafe strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        let text = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return String(decoding: text, as: UTF8.self)
    }
}
