import Glibc

/// An nginx of a test's own that serves https, or http, on ports of 127.0.0.1 and ::1.
package final class Nginx {
    /// What is served on one port.
    package struct Site: Sendable {
        private let certificate: Certificates.Pair?
        private let directives: String

        /// Serves with a certificate and with whatever else nginx is to be told.
        package init(_ certificate: Certificates.Pair, _ directives: String) {
            self.certificate = certificate
            self.directives = directives
        }

        /// Serves http, with whatever else nginx is to be told.
        package init(_ directives: String) {
            certificate = nil
            self.directives = directives
        }

        func text(port: UInt16) -> String {
            let ssl = certificate == nil ? "" : " ssl"
            let files = certificate.map {
                "ssl_certificate \($0.certificatePath); ssl_certificate_key \($0.keyPath);"
            }
            return """
                server {
                    listen 127.0.0.1:\(port)\(ssl);
                    \(Nginx.hasLoopbackSix ? "listen [::1]:\(port)\(ssl);" : "")
                    \(files ?? "")
                    \(directives)
                }

                """
        }
    }

    /// The ports of the sites, in their order.
    package let ports: [UInt16]

    /// Whether this machine has the address ::1, which containers often do without.
    package static let hasLoopbackSix: Bool = {
        let descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        return unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
    }()

    private let process: ChildProcess
    private let directory: TemporaryDirectory

    /// How often other ports are tried where somebody else took one meanwhile.
    private static let triesMax = 5

    /// Starts it; it accepts connections when this returns.
    package convenience init(_ sites: [Site]) throws {
        try self.init(sites, triesLeft: Self.triesMax)
    }

    private init(_ sites: [Site], triesLeft: Int) throws {
        var triesLeft = triesLeft
        while true {
            let directory = TemporaryDirectory()
            let ports = sites.map { _ in FreePort.next() }
            directory.write(Self.configuration(sites, ports, directory), to: "nginx.conf")
            let process = ChildProcess(
                Self.executable,
                ["-p", directory.path, "-c", directory.path("nginx.conf"), "-e", "stderr"]
            )
            do {
                // It says so once all its sockets listen.
                try process.waitForLine { $0.contains("event method") }
            } catch {
                triesLeft -= 1
                guard triesLeft > 0 else { throw error }
                continue
            }
            self.ports = ports
            self.process = process
            self.directory = directory
            return
        }
    }

    private static var executable: String {
        // Debian puts it where only root's PATH leads.
        unsafe access("/usr/sbin/nginx", X_OK) == 0 ? "/usr/sbin/nginx" : "nginx"
    }

    private static func configuration(
        _ sites: [Site],
        _ ports: [UInt16],
        _ directory: TemporaryDirectory
    ) -> String {
        let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0)_temp_path \(directory.path($0));"
        }
        return """
            daemon off;
            master_process off;
            pid \(directory.path("pid"));
            error_log /dev/stdout notice;
            events {}
            http {
            access_log off;
            client_max_body_size 64m;
            keepalive_requests 1000000;
            ssl_protocols TLSv1.2 TLSv1.3;
            \(folders.joined(separator: "\n"))

            """ + zip(sites, ports).map { $0.text(port: $1) }.joined() + "}\n"
    }
}
