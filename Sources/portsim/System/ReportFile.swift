import Glibc

/// Why a report could not be written.
package struct ReportFileError: Error, Equatable, Sendable {
    /// The path as the user typed it.
    package let path: String
    /// The number that the system answered with.
    package let errorNumber: Int32

    /// What went wrong, for people.
    package var message: String {
        "the report \(Printable.quoted(path)) cannot be written: \(ErrorNumber.message(errorNumber))"
    }
}

/// A report that would be written over what the command reads or records.
struct ReportClash: Error, Equatable {
    /// The path as the user typed it.
    let path: String

    /// What is wrong and what to do about it, for people.
    var message: String {
        "the report \(Printable.quoted(path)) would overwrite a file of this run; give it a path of its own"
    }
}

/// A file that a report will be written to, opened before the work begins so that it cannot be in vain.
final class ReportFile {
    private let path: String
    private let descriptor: Int32

    /// Opens the file, making it where there is none; what it holds stays until the report is written.
    init(_ path: String) throws(ReportFileError) {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ReportFileError(path: path, errorNumber: errno) }
    }

    deinit {
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    /// Replaces what the file holds.
    func write(_ bytes: [UInt8]) throws(ReportFileError) {
        // A pipe or a device cannot be cut to length and need not be.
        _ = ftruncate(descriptor, 0)
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { space in
                unsafe Glibc.write(descriptor, space.baseAddress?.advanced(by: offset), space.count - offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ReportFileError(path: path, errorNumber: errno) }
            offset += count
        }
    }
}
