import Glibc

/// Why a loop could not be made or could not listen.
package enum WireError: Error, Hashable, Sendable {
    /// The system gives this process no descriptor any more.
    case noDescriptor(SystemError)
    /// The host is neither a numeric address nor `localhost`.
    case unknownHost(String)
    /// Another process listens there.
    case addressInUse(WireEndpoint)
    /// This machine does not have the address.
    case addressNotAvailable(WireEndpoint)
    /// The port is reserved for a privileged user.
    case notPermitted(WireEndpoint)
    /// Any other failure to listen.
    case cannotListen(WireEndpoint, SystemError)

    /// Sorts the error of a system call that should have made a listener.
    init(_ error: SystemError, listeningOn endpoint: WireEndpoint) {
        switch error.code {
        case EADDRINUSE: self = .addressInUse(endpoint)
        case EADDRNOTAVAIL, EAFNOSUPPORT: self = .addressNotAvailable(endpoint)
        case EACCES, EPERM: self = .notPermitted(endpoint)
        default: self = .cannotListen(endpoint, error)
        }
    }

    /// The failure as a sentence a person reads, saying what to do where something can be done.
    package var message: String {
        switch self {
        case .noDescriptor(let error):
            "no descriptor is left for the network: \(error.message)"
        case .unknownHost(let host):
            "cannot listen on '\(host)': give a numeric address or localhost"
        case .addressInUse(let endpoint):
            "cannot listen on \(endpoint): another process does; choose another port, or 0 for any free one"
        case .addressNotAvailable(let endpoint):
            "cannot listen on \(endpoint): this machine does not have that address"
        case .notPermitted(let endpoint):
            "cannot listen on \(endpoint): not permitted; choose a port above 1023"
        case .cannotListen(let endpoint, let error):
            "cannot listen on \(endpoint): \(error.message)"
        }
    }
}
