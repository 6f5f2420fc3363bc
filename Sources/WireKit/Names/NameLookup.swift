import Glibc

/// How the addresses of a host's name are found.
package struct NameLookup: Sendable {
    /// Gives the numeric addresses of a name, the preferred one first; may take its time.
    package let addresses: @Sendable (_ name: String) -> Result<[String], NameFailure>

    /// Makes a lookup of anything that can tell addresses.
    package init(_ addresses: @escaping @Sendable (_ name: String) -> Result<[String], NameFailure>) {
        self.addresses = addresses
    }

    /// Asks the system as every program does: `/etc/hosts`, then name servers, in the order of RFC 6724.
    package static let system = NameLookup { systemAddresses(of: $0) }

    /// Most addresses of one name that are tried.
    package static let addressesMax = 16
}

/// Why the addresses of a name are not known.
package enum NameFailure: Error, Hashable, Sendable {
    /// There is no such name, or it has no address.
    case unknown
    /// Nobody could say, in the system's words.
    case unanswered(String)

    /// The failure as part of a sentence a person reads, without a final point.
    package func message(for name: String) -> String {
        switch self {
        case .unknown: "no address is known for the name \(name)"
        case .unanswered(let reason): "the name \(name) could not be looked up: \(reason)"
        }
    }
}

/// Calls getaddrinfo(3), which may block for as long as name servers are silent.
private func systemAddresses(of name: String) -> Result<[String], NameFailure> {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_UNSPEC
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(name, nil, &hints, &list)
    guard code == 0 else {
        let error = SystemError.current
        // EAI_NONAME and EAI_NODATA; the latter is hidden from Swift.
        if code == EAI_NONAME || code == -5 { return .failure(.unknown) }
        if code == EAI_SYSTEM { return .failure(.unanswered(error.message)) }
        return .failure(.unanswered(unsafe String(cString: gai_strerror(code))))
    }
    defer { unsafe freeaddrinfo(list) }
    var found: [String] = []
    var entry = unsafe list
    while let current = unsafe entry, found.count < NameLookup.addressesMax {
        unsafe entry = current.pointee.ai_next
        guard let address = unsafe numeric(current.pointee), !found.contains(address) else { continue }
        found.append(address)
    }
    return found.isEmpty ? .failure(.unknown) : .success(found)
}

private func numeric(_ entry: addrinfo) -> String? {
    guard let source = unsafe entry.ai_addr else { return nil }
    let address = unsafe SocketAddress { target, length in
        let count = unsafe min(Int(entry.ai_addrlen), Int(length.pointee))
        unsafe UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: count)
        unsafe length.pointee = socklen_t(count)
        return 0
    }
    guard let address, address.family == AF_INET || address.family == AF_INET6 else { return nil }
    return address.endpoint.host
}
