/// `openssl s_server`: a TLS peer that says what a test lets it say, to one connection after the other.
package final class OpenSSLServer {
    /// The port of 127.0.0.1 that it listens on.
    package let port: UInt16

    private let process: ChildProcess

    /// Starts it; it accepts connections when this returns.
    package init(_ certificate: Certificates.Pair, _ words: [String] = [], directory: String? = nil) throws {
        process = ChildProcess(
            "openssl",
            [
                "s_server", "-accept", "127.0.0.1:0", "-cert", certificate.certificatePath, "-key",
                certificate.keyPath,
            ] + words,
            input: .open,
            directory: directory
        )
        let line = try process.waitForLine { $0.hasPrefix("ACCEPT ") }
        port = line.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    }

    /// Waits for a line with this in it: of what it has received, or of what it says itself.
    package func waitForLine(with text: String) throws {
        try process.waitForLine { $0.contains(text) }
    }

    /// Has it send a text, which must not begin with a letter that is a command of its own.
    package func send(_ text: String) {
        process.write(text)
    }

    /// Has it end the connection as TLS wants it, and accept the next.
    package func endConnection() {
        process.write("q\n")
    }

    /// Ends it at once: the kernel closes its connections without a word of TLS.
    package func kill() throws {
        process.send(signal: 9)
        _ = try process.waitForEnd()
    }
}
