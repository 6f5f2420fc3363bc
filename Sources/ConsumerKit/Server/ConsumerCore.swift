import Synchronization
import WireKit

/// What the consumer's thread shares with the others.
final class ConsumerCore: Sendable {
    let handler: Mutex<ConsumerHandler>
    let isStopping = Atomic(false)
    private let facts: FactQueue?
    private let fault: ConsumerFault?
    private let trait: Trait

    init(handler: ConsumerHandler, facts: FactQueue?, fault: ConsumerFault?) {
        self.handler = Mutex(handler)
        self.facts = facts
        trait = handler.state.trait
        self.fault = fault ?? trait.fault
    }

    /// Serves until it is told to stop.
    func run(limits: WireLimits, host: String, port: UInt16, start: ConsumerStart) {
        let loop: WireLoop
        do throws(WireError) {
            var limits = fault?.limits(limits) ?? limits
            if trait.pace == .oneBodyAtATime { limits.serverAnnounces = .heads }
            loop = try WireLoop(limits: limits)
            let port = try loop.listen(host: host, port: port)
            start.succeed((port: port, waker: loop.waker))
            if let fault {
                var service = FaultService(fault, core: self, loop: loop, host: host, port: port)
                service.run()
                loop.close()
                return
            }
            if trait.takesTime {
                var service = PersonaService(core: self, trait: trait, loop: loop, host: host, port: port)
                service.run()
                loop.close()
                return
            }
        } catch {
            start.fail(error)
            return
        }
        var events: [WireEvent] = []
        while !isStopping.load(ordering: .acquiring) {
            loop.turn(into: &events, waitMilliseconds: -1)
            serve(events, on: loop)
            events.removeAll(keepingCapacity: true)
        }
        loop.close()
    }

    /// Tells whoever watches.
    func show(_ deliveries: [DeliveryFact]) {
        facts?.append(deliveries)
    }

    /// Answers the requests of one turn: decided under one lock, sent outside it.
    private func serve(_ events: [WireEvent], on loop: WireLoop) {
        let requests = events.compactMap { if case .inbound(let request) = $0 { request } else { nil } }
        guard !requests.isEmpty else { return }
        let answers = handler.withLock { handler in requests.map { handler.handle($0.request) } }
        for (request, answer) in zip(requests, answers) {
            loop.respond(to: request.id, answer.status, fields: answer.fields, body: answer.body)
        }
        show(answers.compactMap(\.fact))
    }
}
