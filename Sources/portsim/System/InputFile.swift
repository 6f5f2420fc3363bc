import Glibc

/// Reads a file that a user named, whole and with a limit.
package enum InputFile {
    /// Reads all bytes of the file.
    ///
    /// - Parameters:
    ///   - path: as the user typed it; a pipe such as `/dev/stdin` works too.
    ///   - bytesMax: a file that is longer is an error, found without reading the rest.
    ///   - isEnough: whether the bytes so far are all that is wanted; the rest is then left.
    /// - Returns: the bytes, none for an empty file.
    /// - Throws: what is wrong, with the path.
    package static func read(
        _ path: String,
        bytesMax: Int,
        until isEnough: ([UInt8]) -> Bool = { _ in false }
    ) throws(InputFileError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputFileError(path: path, errorNumber: errno) }
        defer { close(descriptor) }

        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { space in
                unsafe Glibc.read(descriptor, space.baseAddress, space.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw InputFileError(path: path, errorNumber: errno) }
            if count == 0 { return bytes }
            guard bytes.count + count <= bytesMax else {
                throw InputFileError(path: path, problem: .tooLong(bytesMax: bytesMax))
            }
            bytes += chunk[..<count]
            if isEnough(bytes) { return bytes }
        }
    }
}

/// Why a file that a user named cannot be read.
package struct InputFileError: Error, Equatable, Sendable {
    /// The path as the user typed it.
    package let path: String

    /// What is wrong with it.
    package let problem: Problem

    /// The kinds of trouble a user can do something about, and the rest as the system names it.
    package enum Problem: Equatable, Sendable {
        case missing
        case directory
        case notPermitted
        case tooLong(bytesMax: Int)
        case system(errorNumber: Int32)
    }

    /// An error of a known kind.
    package init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// An error as open(2) or read(2) reported it.
    package init(path: String, errorNumber: Int32) {
        self.path = path
        problem =
            switch errorNumber {
            case ENOENT, ENOTDIR: .missing
            case EISDIR: .directory
            case EACCES, EPERM: .notPermitted
            default: .system(errorNumber: errorNumber)
            }
    }

    /// One sentence without a full stop, as it follows `error: `.
    package var message: String {
        let name = Printable.quoted(path)
        return switch problem {
        case .missing: "there is no file \(name)"
        case .directory: "\(name) is a directory, not a file"
        case .notPermitted: "\(name) cannot be read: permission denied"
        case .tooLong(let bytesMax): "\(name) is longer than \(bytesMax) bytes"
        case .system(let errorNumber): "\(name) cannot be read: \(ErrorNumber.message(errorNumber))"
        }
    }
}
