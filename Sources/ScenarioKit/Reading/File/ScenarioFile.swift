import Glibc
package import JSONKit

/// Why a file cannot be taken for a scenario before a word of it is read.
package enum ScenarioFileError: Error, Equatable, Sendable {
    case missing(path: String)
    case directory(path: String)
    /// A pipe, a device or a socket.
    case notRegular(path: String)
    /// The system's reason, by its `errno`.
    case unreadable(path: String, code: Int32)
    case empty(path: String)
    case tooLarge(path: String)

    /// Whether it was read, and it is its content that is wrong.
    package var isAboutContent: Bool {
        switch self {
        case .missing, .directory, .notRegular, .unreadable: false
        case .empty, .tooLarge: true
        }
    }

    /// What is wrong, in one sentence.
    package var message: String {
        switch self {
        case .missing(let path): "\(path): there is no such file"
        case .directory(let path): "\(path): this is a folder; name a scenario file in it"
        case .notRegular(let path): "\(path): this is not an ordinary file"
        case .unreadable(let path, let code): "\(path): the file cannot be read: \(FileBytes.reason(code))"
        case .empty(let path): "\(path): the file is empty; a scenario begins with { portsim: 1"
        case .tooLarge(let path):
            "\(path): the file has more than 8 MiB, the most that a scenario may have"
        }
    }
}

/// Scenario files on disk.
package enum ScenarioFile {
    /// Reads a file of at most 8 MiB; the path becomes the name that messages show.
    package static func load(path: String) throws(ScenarioFileError) -> SourceText {
        let bytes: [UInt8]
        do throws(FileBytes.Problem) {
            bytes = try FileBytes.read(path, bytesMax: ScenarioLimits.fileBytesMax)
        } catch {
            switch error {
            case .directory: throw .directory(path: path)
            case .notRegular: throw .notRegular(path: path)
            case .tooLarge: throw .tooLarge(path: path)
            case .failed(let code):
                let isMissing = code == ENOENT || code == ENOTDIR
                throw isMissing ? .missing(path: path) : .unreadable(path: path, code: code)
            }
        }
        guard !bytes.isEmpty else { throw .empty(path: path) }
        return SourceText(name: path, bytes: bytes)
    }
}
