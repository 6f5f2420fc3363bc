import JSONKit

/// What was said of users beside status words: reasons of jobs, and what integrations are called and have.
///
/// Kept of the events that are believed, within a bound: beyond it nothing new is kept.
struct BeliefDetails: Sendable {
    /// What was said of one user.
    struct OfUser: Sendable {
        fileprivate(set) var transferDetectionReason: JSONValue = .null
        fileprivate(set) var costBasisReason: JSONValue = .null
        fileprivate(set) var integrations: [ByteText: IntegrationDetails] = [:]

        init() {}

        fileprivate subscript(job: Job) -> JSONValue {
            get {
                switch job {
                case .transferDetection: transferDetectionReason
                case .costBasis: costBasisReason
                }
            }
            set {
                switch job {
                case .transferDetection: transferDetectionReason = newValue
                case .costBasis: costBasisReason = newValue
                }
            }
        }
    }

    private var users: [ByteText: OfUser] = [:]
    private let bytesMax: Int
    private var bytes = 0

    /// Keeps nothing yet, and values of so many bytes together at most: 64 MB unless set otherwise.
    init(bytesMax: Int = 64 << 20) {
        self.bytesMax = bytesMax
    }

    /// What was said of a user; nothing where nobody is known.
    subscript(user: ByteText) -> OfUser { users[user] ?? OfUser() }

    /// Keeps what an event said that is believed now.
    mutating func keep(_ particulars: EventParticulars, of change: SignedEvent.Change, _ user: ByteText) {
        switch (change, particulars) {
        case (.job(let job, _), .reason(let reason)):
            let before = self[user][job].keptBytes
            guard bytes - before + reason.keptBytes <= bytesMax else { return }
            bytes += reason.keptBytes - before
            users[user, default: OfUser()][job] = reason
        case (.integration(let walletIdentifier, _), .integration(let details)):
            let before = users[user]?.integrations[ByteText(walletIdentifier)]?.bytes ?? 0
            guard bytes - before + details.bytes <= bytesMax else { return }
            bytes += details.bytes - before
            users[user, default: OfUser()].integrations[ByteText(walletIdentifier)] = details
        case (.removal(let walletIdentifier), _):
            let gone = users[user]?.integrations.removeValue(forKey: ByteText(walletIdentifier))
            bytes -= gone?.bytes ?? 0
        case (.job, .integration), (.integration, .reason), (.account, _):
            break
        }
    }
}

extension BeliefDetails.OfUser {
    /// Writes the members `reasons` and `details` of the user's object, integrations sorted as ever.
    func write(to writer: inout JSONWriter) {
        writer.key("reasons")
        writer.beginObject()
        writer.key("transfer_detection")
        writer.value(transferDetectionReason)
        writer.key("costbasis")
        writer.value(costBasisReason)
        writer.endObject()
        writer.key("details")
        writer.beginObject()
        for (walletIdentifier, details) in integrations.sorted(by: { $0.key < $1.key }) {
            writer.key(walletIdentifier.text)
            writer.beginObject()
            writer.key("alias")
            writer.value(details.alias)
            writer.key("totalTransactions")
            writer.value(details.totalTransactions)
            writer.key("lastSyncedAt")
            writer.value(details.lastSyncedAt)
            writer.key("publicAddress")
            writer.value(details.publicAddress)
            writer.endObject()
        }
        writer.endObject()
    }
}
