import JSONKit
import SimulationKit
import WireKit

/// One check at work: what it makes, sends, reads and finds out.
///
/// Subjects and ids are fresh for each check, so that neither order nor earlier rounds matter.
final class CheckRun {
    let session: CheckSession
    let check: ContractCheck
    private(set) var notes: [CheckNote] = []
    private var subjectCount: UInt64 = 0
    private var deliveryCount: UInt64 = 0
    /// Right deliveries behind hostile requests, and how many of them were accepted.
    var canaries = CanaryTally()
    /// What was sent last, canaries aside: it shows best what a judgement of effects is about.
    var lastAnswer: CheckAnswer?
    /// Whether a half of the check takes a probe, or a read of it, that is not there.
    private(set) var lacksProbe: String?

    init(_ check: ContractCheck, _ session: CheckSession) {
        self.check = check
        self.session = session
    }

    /// How deliveries tell of events.
    var dialect: CheckDialect { session.dialect }
    /// The moment that the check's events happen about; others are told from it.
    var now: Moment { session.options.now }
    /// The measure of all waiting.
    var patienceMilliseconds: Int64 { session.options.patienceMilliseconds }
    /// Random numbers of the check, the same for each seed.
    var random: RandomStream {
        RandomStream(state: StableHash("\(session.options.seed) \(check.id)").low)
    }
}

// MARK: - Making

extension CheckRun {
    /// Somebody who was never heard of before.
    func subject() -> CheckSubject {
        subjectCount += 1
        let hash = hash("subject", subjectCount)
        let nonce = String(hash.hex24.prefix(8))
        let name = "\(session.options.seed)_\(check.id.lowercased())_\(nonce)"
        let owner =
            switch dialect.profile.envelope {
            case .kryptosV1: "ct_\(name)"
            case .kryptosV2: "cgrant_\(name)"
            case .account: "user_\(name)"
            }
        return CheckSubject(owner: owner, wallet: "ct_\(name)_w", workspace: "ws_ct")
    }

    /// Another integration of the same user.
    func otherWallet(of subject: CheckSubject) -> CheckSubject {
        subjectCount += 1
        let nonce = String(hash("wallet", subjectCount).hex24.prefix(8))
        return CheckSubject(
            owner: subject.owner,
            wallet: "\(subject.wallet)_\(nonce)",
            workspace: subject.workspace
        )
    }

    /// A right delivery of an event, as the provider would send it, with an id of its own.
    ///
    /// `seconds` places the change in the check's own time; what is later has more.
    func delivery(_ type: EventType, of subject: CheckSubject, seconds: Int64 = 0) -> CheckDelivery {
        deliveryCount += 1
        let identifier = dialect.profile.identifierPrefix + hash("delivery", deliveryCount).hex24
        let changedAt = changedAt(seconds: seconds)
        let envelope = dialect.envelope(
            type,
            identifier: identifier,
            of: subject,
            at: changedAt,
            changedAt: changedAt
        )
        var delivery = CheckDelivery(type: type, envelope: envelope)
        switch dialect.profile.documentedHeaders {
        case .five:
            delivery.eventField = type.name
            delivery.identifierField = identifier
            delivery.timeField = now
        case .signature: break
        }
        return delivery
    }

    /// The moment of a change that is so far into the check's own time, which lies an hour back.
    func changedAt(seconds: Int64 = 0) -> Moment { now + (seconds - 3_600) * 1_000 }

    /// A right delivery of the event that all else can follow, about somebody new.
    func delivery() -> CheckDelivery { delivery(dialect.firstEvent, of: subject()) }

    private func hash(_ word: String, _ number: UInt64) -> StableHash {
        StableHash("\(session.options.seed) \(now.milliseconds) \(check.id) \(word) \(number)")
    }
}

// MARK: - Finding out

extension CheckRun {
    /// Notes that something does not hold.
    func fail(_ text: String, hint: String? = nil, _ answers: [CheckAnswer] = []) {
        note(.failure, text, hint, answers)
    }

    /// Notes what deserves attention.
    func warn(_ text: String, hint: String? = nil, _ answers: [CheckAnswer] = []) {
        note(.warning, text, hint, answers)
    }

    /// Notes a fact.
    func inform(_ text: String, _ answers: [CheckAnswer] = []) {
        note(.info, text, nil, answers)
    }

    /// Notes what could not be judged.
    func leaveOpen(_ text: String, _ answers: [CheckAnswer] = []) {
        note(.undecided, text, nil, answers)
    }

    /// Notes that a half of the check takes a probe that tells something.
    func lackProbe(_ text: String) {
        guard lacksProbe == nil else { return }
        lacksProbe = text
        note(.skipped, text, nil, [])
    }

    private func note(_ weight: CheckNote.Weight, _ text: String, _ hint: String?, _ answers: [CheckAnswer]) {
        var places = answers.map(\.exchange)
        if places.isEmpty, weight == .failure || weight == .warning, let lastAnswer {
            places = [lastAnswer.exchange]
        }
        notes.append(CheckNote(weight: weight, text: text, hint: hint, exchanges: places))
    }
}
