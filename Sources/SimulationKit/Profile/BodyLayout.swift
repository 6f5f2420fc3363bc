import JSONKit

/// How the bodies of one profile are laid out: the pieces that repeat, and their order.
///
/// A class, so that writing a body counts one reference and not one for every piece.
final class BodyLayout: Sendable {
    private let seed: UInt64
    private let profile: Profile
    private let envelope: Profile.Envelope
    private let timeFormat: TimeFormat

    // Pieces end and begin at quotes, so that what lies between two of them is a bare text.
    // {"id":"
    private let opening = Array("{\"id\":\"".utf8)
    private let prefix: [UInt8]
    // ","event":"integration.created","timestamp":" by event type
    private let names: [[UInt8]]
    private let grant = Array("\",\"grant_id\":\"cgrant_".utf8)
    // ","workspace_id":"ws_ or ","workspace_id":null
    private let workspace: [UInt8]
    private let hasWorkspaces: Bool
    // ","data":{"uid":" or without the user; or ,"data":{ after a null
    private let data: [UInt8]
    private let givenData: [UInt8]
    private let comma = Array("\",".utf8)
    private let closing = Array("}}".utf8)

    private let emptyText = Array("\"\"".utf8)
    private let wallet = Array(",\"walletId\":\"".utf8)
    // ,"status":"QUEUED","addedOn": by status
    private let statuses: [[UInt8]]
    private let errorMessage = Array(",\"errorMessage\":\"".utf8)
    private let quote = Array("\"".utf8)
    private let lastSyncedAt = Array(",\"lastSyncedAt\":".utf8)

    // "action":"DETECT_TRANSFER","status":"started","reason": by stage and status
    private let jobs: [[UInt8]]
    private let null = Array("null".utf8)
    private let timestamp = Array(",\"timestamp\":".utf8)

    init(profile: Profile, seed: UInt64) {
        self.seed = seed
        self.profile = profile
        envelope = profile.envelope
        timeFormat = profile.timeFormat
        prefix = Array(profile.identifierPrefix.utf8)
        let (event, time) = envelope.keys
        names = EventType.allCases.map { Array("\",\"\(event)\":\"\($0.name)\",\"\(time)\":\"".utf8) }
        // After a workspace that is null there is no text to close.
        givenData = Array((profile.hasWorkspaces ? "\",\"data\":{" : ",\"data\":{").utf8)
        data =
            switch envelope {
            case .kryptosV1: Array("\",\"data\":{\"uid\":\"".utf8)
            case .kryptosV2, .account: givenData
            }
        hasWorkspaces = profile.hasWorkspaces
        workspace = Array(
            (hasWorkspaces ? "\",\"workspace_id\":\"ws_" : "\",\"workspace_id\":null").utf8
        )
        statuses = IntegrationStatus.allCases.map {
            Array(",\"status\":\"\(profile.word(for: $0))\",\"addedOn\":".utf8)
        }
        jobs = RecalculationStage.allCases.flatMap { stage in
            JobStatus.allCases.map { status in
                Array("\"action\":\"\(stage.action)\",\"status\":\"\(status.word)\",\"reason\":".utf8)
            }
        }
    }

    /// From the beginning to the id.
    func appendOpening(of event: Event, for target: Target, to body: inout [UInt8]) {
        if let given = event.givenIdentifier {
            body += opening
            body += given.bytes
        } else {
            let hash = identifierHash(of: event, for: target)
            body.append(addingCapacity: opening.count + prefix.count + StableHash.hex24Count) { output in
                output.append(opening)
                output.append(prefix)
                hash.appendHex24(to: &output)
            }
        }
    }

    /// An id of the seed's, as a header has it.
    func derivedIdentifier(of event: Event, for target: Target) -> [UInt8] {
        let hash = identifierHash(of: event, for: target)
        return [UInt8](capacity: prefix.count + StableHash.hex24Count) { output in
            output.append(prefix)
            hash.appendHex24(to: &output)
        }
    }

    /// From after the id to the time.
    func appendMiddle(of event: Event, to bytes: inout [UInt8]) {
        bytes += names[Int(event.type.rawValue)]
        timeFormat.append(event.moment, to: &bytes)
    }

    /// Whom a body is for, in profiles that say so.
    func appendGrant(of event: Event, for target: Target, to body: inout [UInt8]) {
        switch envelope {
        case .kryptosV1, .account:
            break
        case .kryptosV2:
            let user = event.user.key
            body += grant
            event.user.grantHash(target.grant, seed: seed).appendHex24(to: &body)
            body += workspace
            guard hasWorkspaces else { return }
            StableHash(seed, user, Purpose.workspaceIdentifier.rawValue, 0).appendHex24(to: &body)
        }
    }

    /// From after that to the end.
    func appendData(of event: Event, to bytes: inout [UInt8]) {
        switch event.payload {
        case .integration(let snapshot): append(snapshot, of: event.user, to: &bytes)
        case .job(let snapshot): append(snapshot, of: event.user, to: &bytes)
        case .account(let snapshot):
            bytes += data
            AccountData.append(snapshot, of: event.user, to: &bytes)
            bytes += closing
        case .given(let given): append(given, of: event.user, to: &bytes)
        }
    }

    /// Data of the scenario's own: the first profile says whom it is about, where the data does not.
    private func append(_ given: GivenData, of user: UserDetails, to bytes: inout [UInt8]) {
        bytes += givenData
        bytes += given.indices
        var pieces = given.others
        switch envelope {
        case .kryptosV1 where !given.hasUID:
            let uid = JSONWriter.bytes(string: user.uid)
            pieces = Array("\"uid\":".utf8) + uid + (pieces.isEmpty ? [] : [UInt8(ascii: ",")]) + pieces
        case .kryptosV1, .kryptosV2, .account:
            break
        }
        if !given.indices.isEmpty, !pieces.isEmpty { bytes.append(UInt8(ascii: ",")) }
        bytes += pieces
        bytes += closing
    }

    private func identifierHash(of event: Event, for target: Target) -> StableHash {
        let ordinal = UInt64(bitPattern: event.ordinal)
        let word = profile.identifierWord(of: target)
        return StableHash(seed ^ Self.identifierSalt, event.user.key, ordinal, word)
    }

    private func append(_ snapshot: IntegrationSnapshot, of user: UserDetails, to bytes: inout [UInt8]) {
        bytes.append(addingCapacity: bytesMax(of: snapshot, user)) { output in
            appendBeginning(of: user, to: &output)
            append(snapshot, to: &output)
            output.append(closing)
        }
    }

    private func append(_ snapshot: JobSnapshot, of user: UserDetails, to bytes: inout [UInt8]) {
        let reason = snapshot.reason.map(JSONWriter.bytes(string:)) ?? null
        let place = Int(snapshot.stage.rawValue) * JobStatus.allCases.count + Int(snapshot.status.rawValue)
        let capacity = beginningBytesMax(of: user) + jobs[place].count + reason.count + endBytesMax
        let changedAt = snapshot.changedAt
        bytes.append(addingCapacity: capacity) { output in
            appendBeginning(of: user, to: &output)
            output.append(jobs[place])
            output.append(reason)
            output.append(timestamp)
            output.append(integer: changedAt.milliseconds)
            output.append(closing)
        }
    }

    private func appendBeginning(of user: UserDetails, to output: inout OutputSpan<UInt8>) {
        output.append(data)
        switch envelope {
        case .kryptosV1:
            if let given = user.givenUID {
                output.append(given.bytes)
            } else {
                user.uidHash.appendHex24(to: &output)
            }
            output.append(comma)
        case .kryptosV2, .account:
            break
        }
    }

    private func append(_ snapshot: IntegrationSnapshot, to output: inout OutputSpan<UInt8>) {
        let details = snapshot.details
        let provider = details.provider
        output.append(provider.opening)
        switch envelope {
        case .kryptosV1: output.append(details.addressJSON)
        // The later contract never writes null here.
        case .kryptosV2, .account: output.append(details.hasAddress ? details.addressJSON : emptyText)
        }
        output.append(wallet)
        switch details.wallet {
        case .given(let text):
            output.append(text.bytes)
        case .derived(let bits):
            output.append(IntegrationDetails.walletPrefix)
            output.append(hex: bits, digits: IntegrationDetails.walletDigits)
        }
        output.append(provider.middle(isContract: details.isContract && knowsContracts))
        output.append(snapshot.aliasJSON)
        output.append(statuses[Int(snapshot.status.rawValue)])
        output.append(integer: details.addedOnMilliseconds)
        output.append(lastSyncedAt)
        output.append(integer: snapshot.lastSyncedAtMilliseconds)
        output.append(provider.closing(details.type))
        output.append(integer: snapshot.totalTransactions)
        switch envelope {
        case .kryptosV1, .account:
            break
        case .kryptosV2:
            // The last key, so that a body without it is the beginning of one that has it.
            guard let failure = snapshot.failure else { return }
            output.append(errorMessage)
            output.append(failure.bytes)
            output.append(quote)
        }
    }

    /// The room that the data of an integration event takes at most.
    private func bytesMax(of snapshot: IntegrationSnapshot, _ user: UserDetails) -> Int {
        let details = snapshot.details
        return beginningBytesMax(of: user) + details.provider.bytesMax
            + max(details.addressJSON.count, emptyText.count) + wallet.count
            + details.walletBytesMax
            + snapshot.aliasJSON.count + statuses[Int(snapshot.status.rawValue)].count
            + (snapshot.failure.map { errorMessage.count + $0.bytes.count + quote.count } ?? 0)
            + lastSyncedAt.count + 2 * OutputSpan<UInt8>.integerBytesMax + endBytesMax
    }

    private func beginningBytesMax(of user: UserDetails) -> Int {
        data.count + (user.givenUID?.bytes.count ?? StableHash.hex24Count) + comma.count
    }

    private var endBytesMax: Int { timestamp.count + OutputSpan<UInt8>.integerBytesMax + closing.count }

    /// The later contract knows no contracts.
    private var knowsContracts: Bool {
        switch envelope {
        case .kryptosV1: true
        case .kryptosV2, .account: false
        }
    }

    /// Keeps the ids of events apart from the other hashes of the same seed and user.
    private static let identifierSalt = Purpose.eventIdentifier.rawValue << 56
}

extension Profile.Envelope {
    /// What it calls the event's name and time.
    fileprivate var keys: (event: String, time: String) {
        switch self {
        case .kryptosV1, .kryptosV2: ("event", "timestamp")
        case .account: ("type", "created_at")
        }
    }
}
