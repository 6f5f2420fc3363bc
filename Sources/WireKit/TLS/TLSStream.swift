import Glibc

/// One encrypted connection over a non-blocking socket that somebody else owns.
///
/// OpenSSL reads ahead, one system call for a record's head and body: what it holds then, `poll` does not know
/// of, so whoever reads goes on as long as `holdsBytes` says so.
@safe
final class TLSStream {
    /// What an operation came to.
    enum Result: Equatable {
        /// So many bytes were moved; 0 for a handshake that is done.
        case bytes(Int)
        /// Goes on when the socket has something to read.
        case wantsReading
        /// Goes on when the socket takes something.
        case wantsWriting
        /// The peer has said that nothing more will come.
        case ended
        /// The connection ended without that.
        case truncated
        /// A system call failed.
        case lost(SystemError)
        case failed(TLSFailure)
    }

    /// Numbers of ssl.h and x509_vfy.h.
    private enum Number {
        static let setServerName: Int32 = 55
        /// X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS: `f*.example.com` vouches for nobody (RFC 6125, 6.4.3).
        static let noPartialWildcards: UInt32 = 0x4
        static let errorProtocol: Int32 = 1
        static let errorWantsReading: Int32 = 2
        static let errorWantsWriting: Int32 = 3
        static let errorSystem: Int32 = 5
        static let errorEnded: Int32 = 6
    }

    private let context: TLSContext
    private let handle: OpenSSL.Handle
    private let host: String
    /// Whether the handshake is over, so that an end is to be announced.
    private var isOpen = false
    /// Whether an operation failed for good: OpenSSL then allows nothing but freeing.
    private var isBroken = false
    /// Whether the session of this connection was given out.
    private var hasGivenSession = false

    private var functions: OpenSSL { context.functions }

    /// Takes over a fresh connection; the socket must outlive `finish`.
    init?(
        _ handle: OpenSSL.Handle,
        of context: TLSContext,
        descriptor: Int32,
        host: String,
        resuming session: TLSSession?
    ) {
        self.context = context
        unsafe self.handle = handle
        // A final point makes a name absolute for DNS and is in no certificate (RFC 6066, 3).
        self.host = host.hasSuffix(".") ? String(host.dropLast()) : host
        guard unsafe functions.setDescriptor(handle, descriptor) == 1, expectHost() else { return nil }
        if let session { _ = unsafe functions.setSession(handle, session.handle) }
        unsafe functions.setConnectState(handle)
    }

    deinit {
        unsafe functions.free(handle)
    }

    /// Whether the handshake was a short one, by a session of before.
    var isResumed: Bool { unsafe functions.wasSessionReused(handle) == 1 }

    /// Whether OpenSSL holds bytes, a whole record or a part of one, which `poll` cannot know of.
    var holdsBytes: Bool { unsafe functions.hasPending(handle) == 1 }

    /// Goes on with the handshake.
    func shakeHands() -> Result {
        functions.clearErrors()
        let result = unsafe functions.handshake(handle)
        if result == 1 {
            isOpen = true
            return .bytes(0)
        }
        return judge(result)
    }

    /// Encrypts and sends bytes from an offset on, as many as the kernel takes.
    func send(_ bytes: [UInt8], from offset: Int) -> Result {
        functions.clearErrors()
        let result = unsafe bytes.withUnsafeBytes { buffer in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
            return unsafe functions.write(handle, rest.baseAddress, Int32(min(rest.count, Int(Int32.max))))
        }
        return result > 0 ? .bytes(Int(result)) : judge(result)
    }

    /// Receives and decrypts at most one record.
    func receive(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Result {
        functions.clearErrors()
        let result = unsafe functions.read(handle, buffer.baseAddress, Int32(buffer.count))
        return result > 0 ? .bytes(Int(result)) : judge(result)
    }

    /// What makes the next handshake short, once for each connection; nil while there is none.
    func takeSession() -> TLSSession? {
        guard !hasGivenSession, let session = unsafe functions.session(handle) else { return nil }
        let owned = unsafe TLSSession(owning: session, functions)
        guard unsafe functions.isSessionResumable(session) == 1 else { return nil }
        hasGivenSession = true
        return owned
    }

    /// Tells the peer that nothing more will come, if it can be told at once (RFC 8446, 6.1).
    func finish() {
        guard isOpen, !isBroken else { return }
        isOpen = false
        functions.clearErrors()
        _ = unsafe functions.shutdown(handle)
        functions.clearErrors()
    }

    /// Has names announced and checked, and addresses checked (RFC 6066, 3: those are not announced).
    private func expectHost() -> Bool {
        if let address = WireEndpoint(host: host, port: 0).canonical?.host {
            return unsafe functions.setAddress(functions.parameters(handle), address) == 1
        }
        unsafe functions.setHostFlags(handle, Number.noPartialWildcards)
        let isAnnounced = unsafe host.withCString { name in
            unsafe functions.control(handle, Number.setServerName, 0, UnsafeMutableRawPointer(mutating: name))
        }
        return unsafe isAnnounced == 1 && functions.setHost(handle, host) == 1
    }

    /// Says what an operation that moved nothing means.
    private func judge(_ result: Int32) -> Result {
        let number = SystemError.current
        switch unsafe functions.error(handle, result) {
        case Number.errorWantsReading: return .wantsReading
        case Number.errorWantsWriting: return .wantsWriting
        case Number.errorEnded: return .ended
        case Number.errorSystem:
            isBroken = true
            // An end of the stream without a number is one without TLS's own end.
            return number.code == 0 ? .truncated : .lost(number)
        case Number.errorProtocol:
            isBroken = true
            return protocolFailure()
        case let other:
            isBroken = true
            return .failed(.broken("OpenSSL's error \(other)"))
        }
    }

    private func protocolFailure() -> Result {
        // The first error of the queue is the cause; later ones say where it came through.
        let code = functions.nextError()
        // CERTIFICATE_VERIFY_FAILED, of libssl.
        if code & 0x7f_ffff == 134, (code >> 23) & 0xff == 20 {
            let result = unsafe functions.verifyResult(handle)
            let refusal = TLSFailure(
                verifyResult: result,
                host: host,
                words: unsafe Self.text(functions.verifyText(result))
            )
            if let refusal { return .failed(refusal) }
        }
        let failure = TLSFailure(
            code: code,
            host: host,
            words: unsafe Self.text(functions.reasonText(code))
        )
        return failure == .truncated ? .truncated : .failed(failure)
    }

    private static func text(_ words: UnsafePointer<CChar>?) -> String {
        unsafe words.map { unsafe String(cString: $0) } ?? "no reason is given"
    }
}
