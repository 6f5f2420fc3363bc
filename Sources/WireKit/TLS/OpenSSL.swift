import Glibc

/// The functions of OpenSSL 3 that a client needs, looked up in `libssl.so.3` when the first `https` URL is.
///
/// Nothing is linked: whoever delivers over plain `http` neither needs the library nor pays for it.
@safe
struct OpenSSL: Sendable {
    typealias Handle = OpaquePointer

    /// The library's name, of the ABI that every OpenSSL 3 keeps.
    static let libraryName = "libssl.so.3"

    /// The library of this process, looked for once.
    static let shared: Result<OpenSSL, TLSSetupError> = load(libraryName)

    // Contexts.
    let clientMethod: @Sendable @convention(c) () -> Handle?
    let newContext: @Sendable @convention(c) (Handle?) -> Handle?
    let freeContext: @Sendable @convention(c) (Handle?) -> Void
    let controlContext: @Sendable @convention(c) (Handle?, Int32, Int, UnsafeMutableRawPointer?) -> Int
    let useSystemStore: @Sendable @convention(c) (Handle?) -> Int32
    let addAuthorities:
        @Sendable @convention(c) (Handle?, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Int32
    let setVerifying: @Sendable @convention(c) (Handle?, Int32, UnsafeRawPointer?) -> Void
    let setProtocols: @Sendable @convention(c) (Handle?, UnsafePointer<UInt8>?, UInt32) -> Int32

    // Connections.
    let new: @Sendable @convention(c) (Handle?) -> Handle?
    let free: @Sendable @convention(c) (Handle?) -> Void
    let setDescriptor: @Sendable @convention(c) (Handle?, Int32) -> Int32
    let control: @Sendable @convention(c) (Handle?, Int32, Int, UnsafeMutableRawPointer?) -> Int
    let setConnectState: @Sendable @convention(c) (Handle?) -> Void
    let setHostFlags: @Sendable @convention(c) (Handle?, UInt32) -> Void
    let setHost: @Sendable @convention(c) (Handle?, UnsafePointer<CChar>?) -> Int32
    let parameters: @Sendable @convention(c) (Handle?) -> Handle?
    let setAddress: @Sendable @convention(c) (Handle?, UnsafePointer<CChar>?) -> Int32
    let handshake: @Sendable @convention(c) (Handle?) -> Int32
    let read: @Sendable @convention(c) (Handle?, UnsafeMutableRawPointer?, Int32) -> Int32
    let write: @Sendable @convention(c) (Handle?, UnsafeRawPointer?, Int32) -> Int32
    let hasPending: @Sendable @convention(c) (Handle?) -> Int32
    let shutdown: @Sendable @convention(c) (Handle?) -> Int32
    let error: @Sendable @convention(c) (Handle?, Int32) -> Int32
    let verifyResult: @Sendable @convention(c) (Handle?) -> Int

    // Sessions.
    let session: @Sendable @convention(c) (Handle?) -> Handle?
    let setSession: @Sendable @convention(c) (Handle?, Handle?) -> Int32
    let freeSession: @Sendable @convention(c) (Handle?) -> Void
    let isSessionResumable: @Sendable @convention(c) (Handle?) -> Int32
    let wasSessionReused: @Sendable @convention(c) (Handle?) -> Int32

    // Errors: a queue per thread.
    let clearErrors: @Sendable @convention(c) () -> Void
    let nextError: @Sendable @convention(c) () -> UInt
    let reasonText: @Sendable @convention(c) (UInt) -> UnsafePointer<CChar>?
    let verifyText: @Sendable @convention(c) (Int) -> UnsafePointer<CChar>?

    /// Loads a library by its name; the process keeps it.
    static func load(_ name: String) -> Result<OpenSSL, TLSSetupError> {
        guard let library = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
            return .failure(.missingLibrary(reason: lastReason))
        }
        do throws(TLSSetupError) {
            let functions = try unsafe OpenSSL(library)
            ignoreBrokenPipes()
            return .success(functions)
        } catch {
            return .failure(error)
        }
    }

    private init(_ library: UnsafeMutableRawPointer) throws(TLSSetupError) {
        func find<Function>(_ name: String) throws(TLSSetupError) -> Function {
            guard let symbol = unsafe dlsym(library, name) else {
                throw .missingLibrary(reason: "it has no function \(name)")
            }
            return unsafe unsafeBitCast(symbol, to: Function.self)
        }
        unsafe clientMethod = try find("TLS_client_method")
        unsafe newContext = try find("SSL_CTX_new")
        unsafe freeContext = try find("SSL_CTX_free")
        unsafe controlContext = try find("SSL_CTX_ctrl")
        unsafe useSystemStore = try find("SSL_CTX_set_default_verify_paths")
        unsafe addAuthorities = try find("SSL_CTX_load_verify_locations")
        unsafe setVerifying = try find("SSL_CTX_set_verify")
        unsafe setProtocols = try find("SSL_CTX_set_alpn_protos")
        unsafe new = try find("SSL_new")
        unsafe free = try find("SSL_free")
        unsafe setDescriptor = try find("SSL_set_fd")
        unsafe control = try find("SSL_ctrl")
        unsafe setConnectState = try find("SSL_set_connect_state")
        unsafe setHostFlags = try find("SSL_set_hostflags")
        unsafe setHost = try find("SSL_set1_host")
        unsafe parameters = try find("SSL_get0_param")
        unsafe setAddress = try find("X509_VERIFY_PARAM_set1_ip_asc")
        unsafe handshake = try find("SSL_do_handshake")
        unsafe read = try find("SSL_read")
        unsafe write = try find("SSL_write")
        unsafe hasPending = try find("SSL_has_pending")
        unsafe shutdown = try find("SSL_shutdown")
        unsafe error = try find("SSL_get_error")
        unsafe verifyResult = try find("SSL_get_verify_result")
        unsafe session = try find("SSL_get1_session")
        unsafe setSession = try find("SSL_set_session")
        unsafe freeSession = try find("SSL_SESSION_free")
        unsafe isSessionResumable = try find("SSL_SESSION_is_resumable")
        unsafe wasSessionReused = try find("SSL_session_reused")
        clearErrors = try find("ERR_clear_error")
        nextError = try find("ERR_get_error")
        unsafe reasonText = try find("ERR_reason_error_string")
        unsafe verifyText = try find("X509_verify_cert_error_string")
    }

    private static var lastReason: String {
        unsafe dlerror().map { unsafe String(cString: $0) } ?? "it cannot be loaded"
    }

    /// OpenSSL writes by `write(2)`, without `MSG_NOSIGNAL`: a peer that has gone must not end the process.
    private static func ignoreBrokenPipes() {
        var action = sigaction()
        guard unsafe sigaction(SIGPIPE, nil, &action) == 0,
            unsafe action.__sigaction_handler.sa_handler == nil
        else { return }
        _ = signal(SIGPIPE, SIG_IGN)
    }
}
