import Glibc

/// What all encrypted connections of a loop share: the library, whom to trust, the versions.
@safe
final class TLSContext {
    /// Numbers of ssl.h, which are part of OpenSSL's ABI.
    private enum Number {
        static let setMode: Int32 = 33
        static let setReadAhead: Int32 = 41
        static let setSessionCacheMode: Int32 = 44
        static let setMinimumVersion: Int32 = 123
        static let version12 = 0x0303
        static let verifyPeer: Int32 = 1
        /// Partial writes, from a buffer that may move, and buffers given back while a connection is idle.
        static let modes = 0x1 | 0x2 | 0x10
    }

    /// `http/1.1` as the protocol that is spoken inside (RFC 7301), for servers that would choose another.
    private static let protocols: [UInt8] = [8] + Array("http/1.1".utf8)

    let functions: OpenSSL
    private let context: OpenSSL.Handle

    /// Sets everything up, reading the file of authorities where there is one.
    init(_ trust: TLSTrust, library: Result<OpenSSL, TLSSetupError>) throws(TLSSetupError) {
        functions = try library.get()
        functions.clearErrors()
        guard let context = unsafe functions.newContext(functions.clientMethod()) else {
            throw .refused("no context can be made")
        }
        unsafe self.context = context
        _ = unsafe functions.controlContext(context, Number.setMode, Number.modes, nil)
        _ = unsafe functions.controlContext(context, Number.setReadAhead, 1, nil)
        // Sessions are kept by endpoint, which OpenSSL's own store does not do for clients.
        _ = unsafe functions.controlContext(context, Number.setSessionCacheMode, 0, nil)
        // A server with security level 0 may well speak TLS 1.0; RFC 8996 forbids it.
        guard unsafe functions.controlContext(context, Number.setMinimumVersion, Number.version12, nil) == 1
        else { throw .refused("TLS 1.2 cannot be asked for") }
        _ = unsafe Self.protocols.withUnsafeBufferPointer {
            unsafe functions.setProtocols(context, $0.baseAddress, UInt32($0.count))
        }
        guard trust.isVerifying else { return }
        unsafe functions.setVerifying(context, Number.verifyPeer, nil)
        _ = unsafe functions.useSystemStore(context)
        if let path = trust.authoritiesPath { try add(authorities: path) }
    }

    deinit {
        unsafe functions.freeContext(context)
    }

    /// Begins to encrypt a connected socket toward a host; nil where memory is exhausted.
    func stream(on descriptor: Int32, host: String, resuming session: TLSSession?) -> TLSStream? {
        guard let handle = unsafe functions.new(context) else { return nil }
        return unsafe TLSStream(
            handle,
            of: self,
            descriptor: descriptor,
            host: host,
            resuming: session
        )
    }

    private func add(authorities path: String) throws(TLSSetupError) {
        // OpenSSL says the same of a file that is missing and one that has no certificate.
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadableAuthorities(path: path, .current) }
        var status = stat()
        let isFolder = unsafe fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        _ = close(file)
        guard !isFolder else { throw .unreadableAuthorities(path: path, SystemError(code: EISDIR)) }
        guard unsafe functions.addAuthorities(context, path, nil) == 1 else {
            functions.clearErrors()
            throw .noAuthorities(path: path)
        }
    }
}

/// What a server gave so that the next handshake with it is short (RFC 8446, 2.2).
@safe
final class TLSSession {
    private let functions: OpenSSL
    let handle: OpenSSL.Handle

    /// Takes over a session.
    init(owning handle: OpenSSL.Handle, _ functions: OpenSSL) {
        self.functions = functions
        unsafe self.handle = handle
    }

    deinit {
        unsafe functions.freeSession(handle)
    }
}
