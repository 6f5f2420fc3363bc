/// How a process ended.
package enum ChildEnding: Equatable, Sendable {
    case exited(code: Int32)
    case killed(signal: Int32)
}

/// A process that has ended, and everything it wrote.
package struct ChildResult: Equatable, Sendable {
    /// How it ended.
    package let ending: ChildEnding
    /// What it wrote to stdout.
    package let outputBytes: [UInt8]
    /// What it wrote to stderr.
    package let errorBytes: [UInt8]

    /// What it wrote to stdout, as text.
    package var output: String { String(decoding: outputBytes, as: UTF8.self) }
    /// The same on one line, for sentences that are broken to fit a terminal.
    package var sentences: String { output.split { $0 == " " || $0 == "\n" }.joined(separator: " ") }
    /// What it wrote to stderr, as text.
    package var error: String { String(decoding: errorBytes, as: UTF8.self) }

    /// Its exit code; nil when a signal ended it.
    package var exitCode: Int32? {
        switch ending {
        case .exited(let code): code
        case .killed: nil
        }
    }
}

/// A wait for a process that came to nothing.
package struct ChildTimeout: Error, Sendable, CustomStringConvertible {
    /// The command line.
    package let command: String
    /// What was waited for.
    package let waitedFor: String
    /// How the process had ended, nil when it had not.
    package let ending: ChildEnding?
    /// What it had written to stdout.
    package let output: String
    /// What it had written to stderr.
    package let error: String

    /// Everything there is to know, for the failure of a test.
    package var description: String {
        """
        waited in vain for \(waitedFor) of: \(command)
        ending: \(ending.map { "\($0)" } ?? "none")
        stdout: \(output)
        stderr: \(error)
        """
    }
}
