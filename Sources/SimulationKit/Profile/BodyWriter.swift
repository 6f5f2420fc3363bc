import JSONKit

/// Whom one body is for: which webhook, and which of the user's grants.
package struct Target: Hashable, Sendable {
    /// The webhook's place in the file, from 0; 0 also where there is none.
    package let webhook: Int
    /// The grant's ordinal, from 0.
    package let grant: Int

    /// Names a target.
    package init(webhook: Int, grant: Int = 0) {
        self.webhook = webhook
        self.grant = grant
    }

    /// The target that `generate` prints first.
    package static let first = Target(webhook: 0)

    var word: UInt64 { UInt64(grant) << 32 | UInt64(webhook) }
}

/// Writes the bodies of events, byte for byte as a Node provider's `JSON.stringify` would.
///
/// By hand and once: the part that all targets of an event share is written when the event is
/// begun, only the envelope is written anew for each. A general encoder is ten times slower and
/// orders keys differently in each process.
package struct BodyWriter: Sendable {
    private let profile: Profile
    private let seed: UInt64
    /// `"data":{…}}`, the end of the current event's bodies.
    private var data: [UInt8] = []
    private var time: [UInt8] = []
    private let prefix: [UInt8]
    private let eventSegments: [[UInt8]]

    /// Makes a writer for one profile and seed.
    package init(profile: Profile, seed: UInt64) {
        self.profile = profile
        self.seed = seed
        prefix = Array("{\"id\":\"".utf8)
        eventSegments = EventType.allCases.map { Array("\",\"event\":\"\($0.name)\",\"timestamp\":\"".utf8) }
    }

    /// The id that a target's delivery of this event carries.
    package func identifier(of event: Event, for target: Target) -> String {
        var bytes: [UInt8] = []
        appendIdentifier(of: event, for: target, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same id as the bytes of a body and a header have it.
    package func identifierBytes(of event: Event, for target: Target) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        appendIdentifier(of: event, for: target, to: &bytes)
        return bytes
    }

    /// Writes what all bodies of an event share; `append` may be called for it afterwards.
    package mutating func begin(_ event: Event) {
        data.removeAll(keepingCapacity: true)
        time.removeAll(keepingCapacity: true)
        profile.timeFormat.append(event.moment, to: &time)
        data += Self.opening
        switch profile.envelope {
        case .kryptosV1:
            data += Self.uid
            JSONWriter.append(string: event.user.uid, to: &data)
            data.append(UInt8(ascii: ","))
        case .kryptosV2:
            break
        }
        switch event.payload {
        case .integration(let snapshot): appendIntegration(snapshot)
        case .job(let snapshot): appendJob(snapshot)
        }
        data += Self.closing
    }

    /// Appends the body that one target gets of the event begun last.
    package func append(_ event: Event, for target: Target, to body: inout [UInt8]) {
        body += prefix
        appendIdentifier(of: event, for: target, to: &body)
        body += eventSegments[Int(event.type.rawValue)]
        body += time
        switch profile.envelope {
        case .kryptosV1:
            break
        case .kryptosV2:
            body += Self.grant
            Self.appendHash(seed, event.user.key, .grantIdentifier, UInt64(target.grant), to: &body)
            body += Self.workspace
            Self.appendHash(seed, event.user.key, .workspaceIdentifier, 0, to: &body)
        }
        body += data
    }

    private func appendIdentifier(of event: Event, for target: Target, to bytes: inout [UInt8]) {
        if let identifier = event.identifier {
            // Between quotes already; escaped like any text, without quotes of its own.
            var text: [UInt8] = []
            JSONWriter.append(string: identifier, to: &text)
            bytes += text.dropFirst().dropLast()
            return
        }
        bytes += profile.identifierPrefix.utf8
        StableHash(
            seed ^ Self.identifierSalt,
            event.user.key,
            UInt64(bitPattern: event.ordinal),
            target.word
        ).appendHex24(to: &bytes)
    }

    private mutating func appendIntegration(_ snapshot: IntegrationSnapshot) {
        let details = snapshot.details
        data += details.provider.opening
        data += addressJSON(details)
        data += Self.wallet
        data += details.walletJSON
        data += details.provider.middle
        data += details.isContract ? Self.yes : Self.no
        data += Self.alias
        data += snapshot.aliasJSON
        data += Self.status
        data += profile.word(for: snapshot.status).utf8
        data += Self.addedOn
        JSONWriter.append(integer: details.addedOnMilliseconds, to: &data)
        data += Self.lastSyncedAt
        JSONWriter.append(integer: snapshot.lastSyncedAtMilliseconds, to: &data)
        data += Self.category
        data += details.provider.category.rawValue.utf8
        data += Self.type
        data += details.type.rawValue.utf8
        data += Self.totalTransactions
        JSONWriter.append(integer: snapshot.totalTransactions, to: &data)
    }

    private mutating func appendJob(_ snapshot: JobSnapshot) {
        data += Self.action
        data += snapshot.stage.action.utf8
        data.append(UInt8(ascii: "\""))
        data += Self.status
        data += snapshot.status.word.utf8
        data += Self.reason
        if let reason = snapshot.reason {
            JSONWriter.append(string: reason, to: &data)
        } else {
            data += Self.null
        }
        data += Self.timestamp
        JSONWriter.append(integer: snapshot.changedAt.milliseconds, to: &data)
    }

    private func addressJSON(_ details: IntegrationDetails) -> [UInt8] {
        switch profile.envelope {
        case .kryptosV1: details.addressJSON
        // The later contract never writes null here.
        case .kryptosV2: details.publicAddress == nil ? Self.empty : details.addressJSON
        }
    }

    private static func appendHash(
        _ seed: UInt64,
        _ user: UInt64,
        _ purpose: Purpose,
        _ index: UInt64,
        to bytes: inout [UInt8]
    ) {
        StableHash(seed, user, purpose.rawValue, index).appendHex24(to: &bytes)
    }

    /// Keeps the ids of events apart from the other hashes of the same seed and user.
    private static let identifierSalt = Purpose.eventIdentifier.rawValue << 56

    private static let opening = Array("\",\"data\":{".utf8)
    private static let uid = Array("\"uid\":".utf8)
    private static let closing = Array("}}".utf8)
    private static let grant = Array("\",\"grant_id\":\"cgrant_".utf8)
    private static let workspace = Array("\",\"workspace_id\":\"ws_".utf8)
    private static let wallet = Array(",\"walletId\":".utf8)
    private static let alias = Array(",\"alias\":".utf8)
    private static let status = Array(",\"status\":\"".utf8)
    private static let addedOn = Array("\",\"addedOn\":".utf8)
    private static let lastSyncedAt = Array(",\"lastSyncedAt\":".utf8)
    private static let category = Array(",\"category\":\"".utf8)
    private static let type = Array("\",\"type\":\"".utf8)
    private static let totalTransactions = Array("\",\"totalTransactions\":".utf8)
    private static let action = Array("\"action\":\"".utf8)
    private static let reason = Array("\",\"reason\":".utf8)
    private static let timestamp = Array(",\"timestamp\":".utf8)
    private static let null = Array("null".utf8)
    private static let empty = Array("\"\"".utf8)
    private static let yes = Array("true".utf8)
    private static let no = Array("false".utf8)
}
