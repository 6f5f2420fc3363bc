import Synchronization
package import WireKit

/// The reference consumer as a server on a thread and a loop of its own.
///
/// Ends with `stop()`, or when the last reference to it goes.
package final class Consumer: Sendable {
    /// The most deliveries that wait for a slow observer.
    package static let observedDeliveriesMax = 10_000

    /// Sees deliveries on a thread of its own, in order, those together that came in the meantime.
    package typealias Observer = @Sendable (ObservedDeliveries) -> Void

    /// Where it listens.
    package let endpoint: WireEndpoint
    private let core: ConsumerCore
    private let waker: WireWaker
    private let thread: WorkerThread
    private let observation: (queue: FactQueue, thread: WorkerThread)?

    /// Starts a consumer, which accepts connections when this returns.
    ///
    /// - Parameters:
    ///   - host: a numeric address, or `localhost` for 127.0.0.1.
    ///   - port: the port, or 0 for any that is free.
    ///   - secret: what deliveries are signed with.
    ///   - limits: how much it remembers.
    ///   - wireLimits: how much it takes from the network.
    ///   - fault: what it does wrong; nil for nothing.
    ///   - persona: which it is; nil for the reference consumer without hooks.
    ///   - patienceMilliseconds: what a persona's times are multiples of.
    ///   - observer: sees deliveries; when it falls behind by 10,000, later ones are counted and not shown.
    /// - Returns: The consumer.
    /// - Throws: `ConsumerError` when the secret is empty or the address cannot be listened on.
    package static func start(
        host: String = "127.0.0.1",
        port: UInt16 = 0,
        secret: String,
        limits: ConsumerLimits = ConsumerLimits(),
        wireLimits: WireLimits = WireLimits(),
        fault: ConsumerFault? = nil,
        persona: Persona? = nil,
        patienceMilliseconds: Int = 1_000,
        observer: Observer? = nil
    ) throws(ConsumerError) -> Consumer {
        try start(
            host: host,
            port: port,
            secrets: [ConsumerSecret(secret)],
            limits: limits,
            wireLimits: wireLimits,
            fault: fault,
            persona: persona,
            patienceMilliseconds: patienceMilliseconds,
            observer: observer
        )
    }

    /// Starts a consumer that takes deliveries signed with one of several secrets; all else is as above.
    ///
    /// - Throws: `ConsumerError` when there is no secret or an empty one, or the address cannot be listened on.
    package static func start(
        host: String = "127.0.0.1",
        port: UInt16 = 0,
        secrets: [ConsumerSecret],
        limits: ConsumerLimits = ConsumerLimits(),
        wireLimits: WireLimits = WireLimits(),
        fault: ConsumerFault? = nil,
        persona: Persona? = nil,
        patienceMilliseconds: Int = 1_000,
        observer: Observer? = nil
    ) throws(ConsumerError) -> Consumer {
        guard !secrets.isEmpty, secrets.allSatisfy({ !$0.text.isEmpty }) else { throw .emptySecret }
        let queue = observer.map { _ in FactQueue(capacity: observedDeliveriesMax) }
        let core = ConsumerCore(
            handler: ConsumerHandler(
                secrets: secrets,
                limits: limits,
                persona: persona,
                patienceMilliseconds: patienceMilliseconds
            ),
            facts: queue,
            fault: fault
        )
        let start = ConsumerStart()
        let thread = WorkerThread(name: "consumer") {
            core.run(limits: wireLimits, host: host, port: port, start: start)
        }
        let place: ConsumerStart.Place
        do throws(WireError) {
            place = try start.wait()
        } catch {
            thread.join()
            throw .network(error)
        }
        var observation: (queue: FactQueue, thread: WorkerThread)?
        if let queue, let observer {
            let observing = WorkerThread(name: "observer") {
                while let deliveries = queue.next() { observer(deliveries) }
            }
            observation = (queue, observing)
        }
        return Consumer(
            endpoint: WireEndpoint(host: host, port: place.port),
            core: core,
            waker: place.waker,
            thread: thread,
            observation: observation
        )
    }

    private init(
        endpoint: WireEndpoint,
        core: ConsumerCore,
        waker: WireWaker,
        thread: WorkerThread,
        observation: (queue: FactQueue, thread: WorkerThread)?
    ) {
        self.endpoint = endpoint
        self.core = core
        self.waker = waker
        self.thread = thread
        self.observation = observation
    }

    deinit {
        stop()
    }

    /// The port, which the system chose when 0 was asked for.
    package var port: UInt16 { endpoint.port }

    /// What it believes at this moment, from any thread.
    ///
    /// The beliefs stay as they are while deliveries go on; the first of those then copies the table of
    /// users.
    package func state() -> ConsumerBeliefs {
        core.handler.withLock { $0.state.beliefs }
    }

    /// What became of the requests until this moment, from any thread.
    package var counts: ConsumerCounts {
        core.handler.withLock { $0.state.counts }
    }

    /// Closes all connections and returns when the threads have ended; the state can still be read.
    ///
    /// Waits for the observer to have seen everything, so the observer itself must not call it. Later calls
    /// return at once.
    package func stop() {
        core.isStopping.store(true, ordering: .releasing)
        waker.wake()
        thread.join()
        observation?.queue.close()
        observation?.thread.join()
    }
}
