package import WireKit

/// The consumer as a function of requests: no socket, no clock.
///
/// Verifies before anything else is looked at, and only then reads. Everything is decided by the signed body:
/// of the head, nothing but the signature is used. A persona differs in one of these.
package struct ConsumerHandler: Sendable {
    /// What was taken so far.
    package internal(set) var state: ConsumerState
    let judge: SignatureJudge
    /// Which persona it is; nil where it is the reference consumer within a run, which has no hooks.
    let persona: Persona?
    /// What personas remember of requests that are under way.
    var memory: PersonaMemory

    /// Makes a consumer for deliveries that are signed with a secret.
    ///
    /// Traps when the secret is empty, with which anybody could sign.
    package init(secret: String, limits: ConsumerLimits = ConsumerLimits()) {
        self.init(secrets: [ConsumerSecret(secret)], limits: limits)
    }

    /// Makes a consumer for deliveries that are signed with one of these secrets.
    ///
    /// Traps when there is none, or an empty one, with which anybody could sign. Each one more costs a
    /// signature more for each delivery that is not signed with one before it.
    ///
    /// - Parameters:
    ///   - secrets: the secrets, the current one first.
    ///   - limits: how much it remembers.
    ///   - persona: which it is; nil for the reference consumer without hooks.
    ///   - patienceMilliseconds: what a persona's times are multiples of.
    package init(
        secrets: [ConsumerSecret],
        limits: ConsumerLimits = ConsumerLimits(),
        persona: Persona? = nil,
        patienceMilliseconds: Int = 1_000
    ) {
        let trait = persona?.trait ?? .nothing
        judge = SignatureJudge(secrets: secrets, trait: trait.verification)
        state = ConsumerState(limits: limits, trait: trait)
        self.persona = persona
        memory = PersonaMemory(patienceMilliseconds: patienceMilliseconds)
    }

    /// Answers a request.
    package mutating func handle(_ request: HTTPRequest) -> ConsumerAnswer {
        switch ConsumerRoute(target: request.target) {
        case .deliveries:
            if request.method == "POST" { return deliver(request) }
            if let answer = misuse(request) { return answer }
            state.counts.misdirected += 1
            return .methodNotAllowed(allow: "POST")
        case .state:
            if request.method == "GET" || request.method == "HEAD" { return .state(state.beliefs.probe) }
            state.counts.misdirected += 1
            return .methodNotAllowed(allow: "GET, HEAD")
        case .reset where persona != nil, .failNext where persona != nil:
            if request.method == "POST" { return hook(request) }
            state.counts.misdirected += 1
            return .methodNotAllowed(allow: "POST")
        case .nowhere, .reset, .failNext:
            state.counts.misdirected += 1
            return .notFound
        }
    }

    /// Counts a delivery that a fault kept from the consumer.
    mutating func noteNotTaken() {
        state.counts.note(.notTaken)
    }

    private mutating func deliver(_ request: HTTPRequest) -> ConsumerAnswer {
        if let answer = state.trait.intake?.answer(to: request) {
            state.counts.note(.failed)
            return answer
        }
        switch judge.verdict(on: request) {
        case .good: return take(request)
        case .bad(let problem): return refuse(request, problem)
        case .thrown: return fail(request, "the program threw")
        case .died(let forGood):
            return fail(request, "the process ended", crash: forGood ? .forGood : .untilRestart)
        }
    }

    /// Takes a delivery whose signature was verified.
    mutating func take(_ request: HTTPRequest) -> ConsumerAnswer {
        let bodyBytes = request.body.count
        do throws(DeliveryRefusal) {
            let (event, outcome) = try state.take(request.body, fields: request.fields)
            return received(DeliveryFact(event, outcome, bodyBytes: bodyBytes))
        } catch {
            return refused(error, bodyBytes: bodyBytes)
        }
    }
}
