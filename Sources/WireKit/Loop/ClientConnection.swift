/// One exchange that a caller submitted and that is not over yet.
struct ClientExchange {
    let token: UInt64
    var request: WireRequest
    /// When connecting, sending and reading must be over, on `MonotonicClock`.
    let deadline: Int64
    /// When the first byte was written; until then when it was submitted.
    var began: Int64
    /// Bytes of the request that the kernel has taken.
    var sentCount = 0
    var wasResent = false
    /// Addresses of the endpoint that did not take a connection.
    var failedAddressCount = 0
    /// What the first of them said: it is the one that a person expects to hear about.
    var connectFailure: WireFailure?
    /// The bytes of the request's head; looked for once, where something is done to the request on purpose.
    lazy var headCount = WireFault.headCount(of: request.bytes)
}

/// How the bytes of a connection go over its socket.
enum Transport {
    case plain
    case secure(TLSStream)
}

/// One socket toward an endpoint, with the exchange that it carries.
final class ClientConnection {
    let socket: Socket
    /// How bytes go over the socket; decided before the first does.
    var transport = Transport.plain
    let slot: Int
    /// The pool that the connection belongs to.
    let pool: Int
    /// Which of the endpoint's addresses the connection leads to.
    let addressIndex: Int
    let address: SocketAddress
    var machine = ClientMachine()
    var parser: HTTPParser
    /// The exchange under way, or the last one while the connection is idle.
    var exchange: ClientExchange
    /// Whether `poll` watches for room to write.
    var isWritingWatched = true
    /// Whether `poll` watches for bytes to read, as it does once the connection stands.
    var isReadingWatched = false

    init(
        socket: consuming Socket,
        slot: Int,
        pool: Int,
        addressIndex: Int,
        address: SocketAddress,
        exchange: ClientExchange,
        limits: HTTPLimits
    ) {
        self.socket = socket
        self.slot = slot
        self.pool = pool
        self.addressIndex = addressIndex
        self.address = address
        self.exchange = exchange
        parser = HTTPParser(.response, limits: limits)
    }

    deinit {
        // Before the socket goes, which is closed right after this.
        if case .secure(let stream) = transport { stream.finish() }
    }
}
