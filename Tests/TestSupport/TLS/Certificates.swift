/// A certificate authority of a test's own, and servers' certificates of every kind, made by `openssl`.
package final class Certificates {
    /// What is right or wrong with a certificate.
    package enum Kind: String, CaseIterable, Sendable {
        /// For `localhost`, `*.consumers.test` and 127.0.0.1, issued by the authority.
        case good
        case expired
        case notYetValid
        /// For another host, and another address.
        case wrongHost
        /// As good, but vouched for by nobody.
        case selfSigned
        /// For 127.0.0.1 and ::1, and no name.
        case addressOnly
    }

    /// The files of a certificate and its key.
    package struct Pair: Sendable {
        /// The certificate, in PEM.
        package let certificatePath: String
        /// Its key, in PEM.
        package let keyPath: String
    }

    /// The authority's certificate, for whoever is to trust it.
    package let authorityPath: String

    private let directory = TemporaryDirectory()

    private static let configuration = """
        [ca]
        default_ca = own
        [own]
        database = index.txt
        new_certs_dir = .
        rand_serial = yes
        default_md = sha256
        policy = any
        unique_subject = no
        copy_extensions = copy
        [any]
        commonName = supplied

        """

    private static let keyWords = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]

    /// Makes the authority.
    package init() throws {
        authorityPath = directory.path("authority.pem")
        directory.write(Self.configuration, to: "ca.cnf")
        directory.write("", to: "index.txt")
        try openssl(
            ["req", "-x509"] + Self.keyWords
                + [
                    "-keyout", "authority.key", "-out", "authority.pem", "-days", "3650", "-subj",
                    "/CN=An authority of tests",
                ]
        )
    }

    /// Makes a certificate and its key.
    package func make(_ kind: Kind) throws -> Pair {
        let name = kind.rawValue
        let pair = Pair(
            certificatePath: directory.path("\(name).pem"),
            keyPath: directory.path("\(name).key")
        )
        let request =
            Self.keyWords + [
                "-keyout", "\(name).key", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names(kind))",
            ]
        guard kind != .selfSigned else {
            try openssl(["req", "-x509"] + request + ["-out", "\(name).pem", "-days", "3650"])
            return pair
        }
        try openssl(["req", "-new"] + request + ["-out", "\(name).csr"])
        let (start, end) = validity(kind)
        try openssl([
            "ca", "-batch", "-notext", "-config", "ca.cnf", "-cert", "authority.pem", "-keyfile",
            "authority.key", "-in", "\(name).csr", "-out", "\(name).pem", "-startdate", start, "-enddate",
            end,
        ])
        return pair
    }

    private func names(_ kind: Kind) -> String {
        switch kind {
        case .good, .expired, .notYetValid, .selfSigned:
            "DNS:localhost,DNS:*.consumers.test,IP:127.0.0.1"
        case .wrongHost: "DNS:elsewhere.test,IP:192.0.2.1"
        case .addressOnly: "IP:127.0.0.1,IP:::1"
        }
    }

    private func validity(_ kind: Kind) -> (start: String, end: String) {
        switch kind {
        case .expired: ("20200101000000Z", "20200201000000Z")
        case .notYetValid: ("20480101000000Z", "20490101000000Z")
        case .good, .wrongHost, .selfSigned, .addressOnly: ("20200101000000Z", "20490101000000Z")
        }
    }

    private func openssl(_ words: [String]) throws {
        let result = try ChildProcess.run("openssl", words, directory: directory.path)
        guard result.exitCode == 0 else { throw CertificateError(words: words, reason: result.error) }
    }
}

/// A certificate that `openssl` would not make.
package struct CertificateError: Error {
    /// What it was asked.
    package let words: [String]
    /// What it said.
    package let reason: String
}
