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
    private let names: PieceTable
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
    private let statuses: PieceTable
    private let errorMessage = Array(",\"errorMessage\":\"".utf8)
    private let quote = Array("\"".utf8)
    private let lastSyncedAt = Array(",\"lastSyncedAt\":".utf8)

    // "action":"DETECT_TRANSFER","status":"started","reason": by stage and status
    private let jobs: PieceTable
    private let null = Array("null".utf8)
    private let timestamp = Array(",\"timestamp\":".utf8)

    /// The room that a body takes at most without the texts of its user and integration.
    private let bytesMax: Int

    init(profile: Profile, seed: UInt64) {
        self.seed = seed
        self.profile = profile
        envelope = profile.envelope
        timeFormat = profile.timeFormat
        prefix = Array(profile.identifierPrefix.utf8)
        let (event, time) = envelope.keys
        names = PieceTable(
            EventType.allCases.map { "\",\"\(event)\":\"\($0.name)\",\"\(time)\":\"" }
        )
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
        statuses = PieceTable(
            IntegrationStatus.allCases.map { ",\"status\":\"\(profile.word(for: $0))\",\"addedOn\":" }
        )
        jobs = PieceTable(
            RecalculationStage.allCases.flatMap { stage in
                JobStatus.allCases.map { status in
                    "\"action\":\"\(stage.action)\",\"status\":\"\(status.word)\",\"reason\":"
                }
            }
        )
        bytesMax = Self.bytesMax(
            [
                opening, prefix, grant, workspace, data, givenData, comma, closing, emptyText, wallet,
                errorMessage, quote, quote, lastSyncedAt, null, timestamp,
            ],
            choices: [names, statuses, jobs]
        )
    }

    /// Appends the body that one target gets of an event.
    ///
    /// The date of its time is the last one's where that was of the same day.
    func append(
        _ event: Event,
        for target: Target,
        _ date: inout WrittenDate,
        to body: inout [UInt8]
    ) {
        guard !event.facts.isOfPieces else {
            body.append(addingCapacity: room(of: event)) { output in
                append(event, for: target, &date, to: &output)
            }
            return
        }
        body.append(addingCapacity: room(of: event)) { output in
            appendEnvelope(of: event, for: target, &date, to: &output)
        }
        switch event.payload {
        case .integration, .job:
            break
        case .account(let snapshot):
            body += data
            AccountData.append(snapshot, of: event.user, to: &body)
        case .given(let given):
            body += givenData
            append(given, of: event.user, to: &body)
        }
        body += closing
    }

    /// Appends the bodies that one target gets of many events, a separator before each.
    ///
    /// The room for all is looked for at once, and references are counted for all together.
    func append(
        _ events: [Event],
        in places: Range<Int>,
        for target: Target,
        separator: [UInt8],
        _ date: inout WrittenDate,
        to bytes: inout [UInt8]
    ) {
        var next = places.lowerBound
        while next < places.upperBound {
            var end = next
            var room = 0
            while end < places.upperBound, events[end].facts.isOfPieces {
                room += separator.count + self.room(of: events[end])
                end += 1
            }
            if end == next {
                bytes += separator
                append(events[next], for: target, &date, to: &bytes)
                next += 1
            } else {
                bytes.append(addingCapacity: room) { output in
                    for place in next..<end {
                        output.append(separator)
                        append(events[place], for: target, &date, to: &output)
                    }
                }
                next = end
            }
        }
    }

    /// Appends a body that is put together of pieces alone.
    ///
    /// Never inlined: to its own function an event is a loan, of which no reference is counted.
    @inline(never)
    private func append(
        _ event: Event,
        for target: Target,
        _ date: inout WrittenDate,
        to output: inout OutputSpan<UInt8>
    ) {
        appendEnvelope(of: event, for: target, &date, to: &output)
        appendBeginning(of: event.user, to: &output)
        switch event.facts {
        case .integration(let facts): append(facts, of: event, to: &output)
        case .job(let facts): append(facts, of: event, to: &output)
        case .rare: preconditionFailure("data that is written at length is no piece")
        }
        output.append(closing)
    }

    /// An id of the seed's, as a header has it.
    func derivedIdentifier(of event: Event, for target: Target) -> [UInt8] {
        let hash = identifierHash(of: event, for: target)
        let capacity = prefix.count + StableHash.hex24Count + OutputSpan<UInt8>.pieceSlack
        return [UInt8](capacity: capacity) { output in
            output.append(prefix)
            hash.appendHex24(to: &output)
        }
    }

    /// From the beginning to where `data` begins.
    @inline(__always)
    private func appendEnvelope(
        of event: Event,
        for target: Target,
        _ date: inout WrittenDate,
        to output: inout OutputSpan<UInt8>
    ) {
        output.append(opening)
        if let given = event.givenIdentifier {
            output.append(given.bytes)
        } else {
            output.append(prefix)
            identifierHash(of: event, for: target).appendHex24(to: &output)
        }
        names.append(Int(event.type.rawValue), to: &output)
        timeFormat.append(event.moment, &date, to: &output)
        switch envelope {
        case .kryptosV1, .account: break
        case .kryptosV2: appendGrant(of: event.user, for: target, to: &output)
        }
    }

    /// Whom a body is for, in the profile that says so.
    private func appendGrant(of user: UserDetails, for target: Target, to output: inout OutputSpan<UInt8>) {
        output.append(grant)
        user.grantHash(target.grant, seed: seed).appendHex24(to: &output)
        output.append(workspace)
        guard hasWorkspaces else { return }
        StableHash(seed, user.key, Purpose.workspaceIdentifier.rawValue, 0).appendHex24(to: &output)
    }

    /// Data of the scenario's own: the first profile says whom it is about, where the data does not.
    private func append(_ given: GivenData, of user: UserDetails, to bytes: inout [UInt8]) {
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
    }

    private func identifierHash(of event: Event, for target: Target) -> StableHash {
        let ordinal = UInt64(bitPattern: event.ordinal)
        let word = profile.identifierWord(of: target)
        return StableHash(seed ^ Self.identifierSalt, event.user.key, ordinal, word)
    }

    @inline(__always)
    private func append(_ job: JobFigures, of event: Event, to output: inout OutputSpan<UInt8>) {
        jobs.append(Self.place(of: job), to: &output)
        if let failure = event.failure {
            output.append(quote)
            output.append(failure.bytes)
            output.append(quote)
        } else {
            output.append(null)
        }
        output.append(timestamp)
        output.append(integer: job.changedAt.milliseconds)
    }

    @inline(__always)
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

    @inline(__always)
    private func append(_ facts: IntegrationFigures, of event: Event, to output: inout OutputSpan<UInt8>) {
        guard let details = event.integration else { preconditionFailure("an integration's event names it") }
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
        provider.appendMiddle(isContract: details.isContract && knowsContracts, to: &output)
        output.append(details.aliasJSON)
        statuses.append(Int(facts.status.rawValue), to: &output)
        output.append(integer: details.addedOnMilliseconds)
        output.append(lastSyncedAt)
        output.append(integer: facts.lastSyncedAtMilliseconds)
        provider.appendClosing(details.type, to: &output)
        output.append(integer: facts.totalTransactions)
        switch envelope {
        case .kryptosV1, .account:
            break
        case .kryptosV2:
            // The last key, so that a body without it is the beginning of one that has it.
            guard let failure = event.failure else { return }
            output.append(errorMessage)
            output.append(failure.bytes)
            output.append(quote)
        }
    }

    /// The room that a body which is put together of pieces takes at most.
    private func room(of event: Event) -> Int {
        bytesMax + Self.givenBytes(of: event) + Int(event.integration?.bytesMax ?? 0)
            + (event.failure?.bytes.count ?? 0)
    }

    /// What a scenario gives of an event in place of what is derived.
    private static func givenBytes(of event: Event) -> Int {
        (event.givenIdentifier?.bytes.count ?? 0) + (event.user.givenUID?.bytes.count ?? 0)
    }

    /// The room that all else takes at most: every piece once, the longest where there are several.
    private static func bytesMax(_ pieces: [[UInt8]], choices: [PieceTable]) -> Int {
        let fixed = pieces.reduce(0) { $0 + $1.count }
        let chosen = choices.reduce(0) { $0 + $1.bytesMax }
        let hashes = 4 * StableHash.hex24Count
        let numbers = 4 * OutputSpan<UInt8>.integerBytesMax + TimeFormat.bytesMax
        return fixed + chosen + hashes + numbers + OutputSpan<UInt8>.pieceSlack
    }

    private static func place(of job: JobFigures) -> Int {
        Int(job.stage.rawValue) * JobStatus.allCases.count + Int(job.status.rawValue)
    }

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

extension Event.Facts {
    /// Whether its body is put together of pieces alone, whose room is known before they are written.
    fileprivate var isOfPieces: Bool {
        switch self {
        case .integration, .job: true
        case .rare: false
        }
    }
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
