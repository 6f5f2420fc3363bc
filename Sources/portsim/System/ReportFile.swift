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

/// A report that would be written over what the command reads or records, or over another report.
struct ReportClash: Error, Equatable {
    /// The path as the user typed it.
    let path: String
    /// The path of the other report; nil where it is another file of the run.
    var twin: String?

    /// What is wrong and what to do about it, for people.
    var message: String {
        if let twin {
            return "the reports \(Printable.quoted(twin)) and \(Printable.quoted(path)) are one file; "
                + "give each a path of its own"
        }
        return
            "the report \(Printable.quoted(path)) would overwrite a file of this run; give it a path of its own"
    }
}

/// A file that a report will be written to, opened before the work begins so that it cannot be in vain.
final class ReportFile {
    private let path: String
    private let appends: Bool
    private let descriptor: Int32

    /// Opens the file, making it where there is none; what it holds stays until the report is written.
    ///
    /// One that `appends` keeps what it holds for good.
    init(_ path: String, appends: Bool = false) throws(ReportFileError) {
        self.path = path
        self.appends = appends
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : 0)
        descriptor = unsafe open(path, flags, 0o644)
        guard descriptor >= 0 else { throw ReportFileError(path: path, errorNumber: errno) }
    }

    deinit {
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    /// How many bytes the file holds; 0 for a pipe or a device.
    var byteCount: Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        return Int(status.st_size)
    }

    /// Replaces what the file holds, or goes on behind it.
    ///
    /// What is appended goes out at once: other processes may append to the same file (open(2), O_APPEND).
    func write(_ bytes: [UInt8]) throws(ReportFileError) {
        var bytes = bytes
        if appends {
            // An earlier process may have died in the middle of a line.
            if !bytes.isEmpty, endsInsideOfLine { bytes.insert(UInt8(ascii: "\n"), at: 0) }
        } else {
            // A pipe or a device cannot be cut to length and need not be.
            _ = ftruncate(descriptor, 0)
        }
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

    /// Whether the last byte is there and ends no line; not known, and no, where the file cannot be read.
    private var endsInsideOfLine: Bool {
        let count = byteCount
        guard count > 0 else { return false }
        let reader = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard reader >= 0 else { return false }
        defer { Glibc.close(reader) }
        var last: UInt8 = UInt8(ascii: "\n")
        return unsafe pread(reader, &last, 1, off_t(count - 1)) == 1 && last != UInt8(ascii: "\n")
    }
}
