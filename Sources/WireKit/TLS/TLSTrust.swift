/// Whom a client believes to be who they say they are.
package struct TLSTrust: Sendable, Equatable {
    /// A file of PEM certificates to trust beside those of the system; nil for the system's alone.
    package var authoritiesPath: String?
    /// Whether certificates are looked at; without it anybody on the way can read and change everything.
    package var isVerifying = true

    /// Trusts whom the system trusts.
    package init() {}
}

/// Why no connection can be encrypted at all.
package enum TLSSetupError: Error, Hashable, Sendable {
    /// OpenSSL 3 is not installed, or is broken.
    case missingLibrary(reason: String)
    /// The file of trusted certificates cannot be opened.
    case unreadableAuthorities(path: String, SystemError)
    /// The file of trusted certificates has none.
    case noAuthorities(path: String)
    /// OpenSSL refuses what every OpenSSL 3 can do.
    case refused(String)

    /// What is wrong and what to do about it, for people.
    package var message: String {
        switch self {
        case .missingLibrary(let reason):
            "https needs OpenSSL 3, and its library cannot be loaded (\(reason)); install the Debian package libssl3"
        case .unreadableAuthorities(let path, let error):
            "the file '\(path)' of trusted certificates cannot be read: \(error.message)"
        case .noAuthorities(let path):
            "the file '\(path)' holds no certificate to trust; it must have PEM blocks that begin with -----BEGIN CERTIFICATE-----"
        case .refused(let reason): "OpenSSL cannot be set up: \(reason)"
        }
    }
}
