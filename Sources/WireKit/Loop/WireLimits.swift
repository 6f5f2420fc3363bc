/// The bounds of one loop: what it holds, for how many peers, and how long it waits for them.
package struct WireLimits: Sendable, Equatable {
    /// Bounds on the answers that the client side reads.
    package var answers = HTTPLimits()
    /// Bounds on the requests that the server side reads.
    package var requests = HTTPLimits()

    /// The most idle client connections; beyond it a finished exchange closes its connection.
    package var clientIdleConnectionsMax = 1_024
    /// How long a client connection may stay idle; Node's servers close after five seconds anyway.
    package var clientIdleMilliseconds = 30_000

    /// The most server connections; one more closes the one that is idle longest, or waits until one ends.
    package var serverConnectionsMax = 1_024
    /// How long a server connection may stay without a request.
    package var serverIdleMilliseconds = 60_000
    /// How long a request's head may take from its first byte, then answered 408.
    package var serverHeadMilliseconds = 10_000
    /// How long a whole request may take from its first byte, then answered 408.
    package var serverRequestMilliseconds = 60_000
    /// How long a peer may take no byte of an answer before it is given up.
    package var serverSendMilliseconds = 30_000
    /// How long bytes are still read and dropped after the last answer, so that the peer can read it.
    ///
    /// Closing with unread bytes makes the kernel send a reset, which destroys the answer (RFC 9112, 9.6).
    package var serverLingerMilliseconds = 5_000
    /// The most requests of one connection that wait for their answers; more are not read before.
    package var serverPipelineDepthMax = 16
    /// How many connections the kernel completes before they are accepted; it has a limit of its own.
    package var serverBacklog: Int32 = 1_024
    /// How long a listener lets connections wait before it accepts one, and then the next; 0 for not at all.
    package var serverAcceptRestMilliseconds = 0
    /// What is handed out before a request is there whole, for servers that misbehave by intent.
    package var serverAnnounces = Announcement.nothing
    /// How long a listener rests when the process has no descriptor left for one more connection.
    package var serverAcceptPauseMilliseconds = 100

    /// What a server hears of before a whole request.
    package enum Announcement: Sendable {
        /// Whole requests alone.
        case nothing
        /// A connection, before anything of its first request was read.
        case connections
        /// A head that a body follows.
        case heads
    }

    /// Creates the limits that the tool uses unless a caller changes one.
    package init() {}
}
