import Glibc

/// What a test says beside passing or failing, such as the figures of a long job.
package enum TestLog {
    /// Prints a line on stderr, whole, whatever other threads print.
    package static func note(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        // One write, so that lines of tests that run at once are not mixed; nothing depends on its success.
        _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// A whole number from the environment, by which a job asks for more than the suite does.
    package static func count(of variable: String, otherwise standard: Int) -> Int {
        guard let value = unsafe getenv(variable) else { return standard }
        return unsafe Int(String(cString: value)) ?? standard
    }
}
