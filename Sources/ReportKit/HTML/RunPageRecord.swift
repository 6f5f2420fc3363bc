import DeliveryKit
import JSONKit
import SimulationKit
import WireKit

/// The deliveries and attempts of a page, in columns: a list of numbers for each thing that is told of them.
///
/// Numbers that grow are told as differences. What few rows have stands beside the columns, with the row's place.
struct RunPageRecord {
    private let record: RunRecord
    private let profile: Profile
    private let rows: [DeliveryEvidence]

    private var users = WordList()
    private var wallets = WordList()
    private var statuses = WordList()
    private var errors = WordList()
    private var types = WordList(EventType.allCases.map(\.name))
    private var signatures = WordList()
    private var tokens = BodyTokens()

    private var columns: [(name: String, numbers: [Int64])] = [
        "sequence", "at", "user", "hook", "type", "wallet", "status", "outcome", "size", "count",
    ].map { ($0, []) }
    private var attemptColumns: [(name: String, numbers: [Int64])] = [
        "number", "due", "lasts", "code", "took", "means", "error", "resent",
    ].map { ($0, []) }
    private var bodies: [BodyTokens.Form?] = []
    private var marks: [(row: Int, marks: [FaultMark])] = []
    private var attemptMarks: [(row: Int, marks: [FaultMark])] = []
    private var answers: [(row: Int, text: String)] = []
    private var omitted: [(row: Int, count: Int64)] = []
    /// Places of attempts, each with that of what its request was signed with.
    private var signed: [Int] = []

    /// Takes of a record what there is room for.
    init(_ record: RunRecord, profile name: String, wanted: Set<Int64>, bytesMax: Int) {
        self.record = record
        profile = Profile.all.first { $0.name == name } ?? .kryptosV1
        rows = PageRoom.chosen(from: record.deliveries, wanted: wanted, bytesMax: bytesMax)
        let signatureBytes = record.signatures.count * Self.signatureBytes
        gather(room: bytesMax - rows.reduce(0) { $0 + PageRoom.bytes(of: $1) } - signatureBytes)
    }

    /// Writes the record.
    func append(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("start", record.start.milliseconds)
        writer.member("total", record.deliveryCount)
        writer.key("inSeconds")
        writer.bool(profile.timeFormat == .seconds)
        writer.key("namesAll")
        writer.bool(record.headers.namesAll(in: profile))
        writer.key("hooks")
        writer.strings(record.webhookNames)
        writer.key("types")
        writer.strings(types.words)
        writer.key("users")
        writer.strings(users.words)
        writer.key("names")
        writer.strings(users.words.map { record.userNames[$0] ?? "" })
        writer.key("wallets")
        writer.strings(wallets.words)
        writer.key("statuses")
        writer.strings(statuses.words)
        writer.key("errors")
        writer.strings(errors.words)
        // Attempts that ended so never sent a request.
        writer.key("unsent")
        writer.integers(
            errors.words.indices.filter { WireFailure.isBeforeRequest(message: errors.words[$0]) }
        )
        writer.key("ids")
        writer.strings(rows.map { String(decoding: $0.delivery.id, as: UTF8.self) })
        appendColumns(to: &writer)
        appendBodies(to: &writer)
        writer.endObject()
    }

    /// Fills the columns; bodies stop where there is no more room.
    private mutating func gather(room: Int) {
        var sequence: Int64 = 0
        var moment = record.start.milliseconds
        for (place, row) in rows.enumerated() {
            let delivery = row.delivery
            let (wallet, status) = Self.subject(of: row)
            let user = users.place(of: row.user)
            let walletPlace = wallets.place(of: wallet)
            add(
                [
                    delivery.sequence - sequence, delivery.moment - moment, Int64(user),
                    Int64(delivery.webhook),
                    Int64(types.place(of: delivery.eventName ?? Self.unknownEvent)), Int64(walletPlace),
                    Int64(statuses.place(of: status)),
                    Int64(row.outcome?.rawValue ?? 0), Int64(row.bodyByteCount), Int64(row.attempts.count),
                ],
                to: &columns
            )
            sequence = delivery.sequence
            moment = delivery.moment
            if delivery.fault != nil { marks.append((place, delivery.marks)) }
            if row.omittedAttemptCount > 0 { omitted.append((place, row.omittedAttemptCount)) }
            for attempt in row.attempts {
                if let signature = record.signatures[attempt.sequence] {
                    signed += [attemptColumns[0].numbers.count, signatures.place(of: signature)]
                }
                gather(attempt.row, of: delivery)
            }
            bodies.append(form(of: row, place: place, group: user << 32 | (walletPlace + 1), room: room))
        }
    }

    private mutating func gather(_ attempt: AttemptRow, of delivery: DeliveryRow) {
        let place = attemptColumns[0].numbers.count
        add(
            [
                Int64(attempt.number), attempt.moment - delivery.moment, attempt.settled - attempt.moment,
                Int64(attempt.status), attempt.tookMicroseconds, Int64(attempt.outcome.rawValue),
                Int64(errors.place(of: attempt.error)), attempt.wasResent ? 1 : 0,
            ],
            to: &attemptColumns
        )
        if attempt.fault != nil { attemptMarks.append((place, attempt.marks)) }
        if let answer = attempt.answer { answers.append((place, String(decoding: answer, as: UTF8.self))) }
    }

    private func add(_ numbers: [Int64], to columns: inout [(name: String, numbers: [Int64])]) {
        for (place, number) in numbers.enumerated() { columns[place].numbers.append(number) }
    }

    private mutating func form(
        of row: DeliveryEvidence,
        place: Int,
        group: Int,
        room: Int
    ) -> BodyTokens.Form? {
        guard row.hasWholeBody, tokens.byteCount + row.bodyByteCount < room else { return nil }
        let time = profile.timeFormat.text(Moment(milliseconds: row.delivery.moment))
        return tokens.form(
            of: row.delivery.body,
            group: group,
            place: place,
            id: row.delivery.id,
            time: Array(time.utf8)
        )
    }

    /// Bytes that a signature takes with the place of its attempt.
    private static let signatureBytes = 80
    /// What an event is called whose name no body here tells.
    private static let unknownEvent = "unknown event"

    /// The integration that a body is about, and the status that it reports.
    private static func subject(of row: DeliveryEvidence) -> (wallet: String?, status: String?) {
        guard row.hasWholeBody,
            let body = try? JSONReader.read(
                row.delivery.body,
                dialect: .json,
                duplicateKeys: .lastWins,
                loneSurrogates: .replace
            )
        else { return (nil, nil) }
        return (body["data"]?["walletId"]?.string, body["data"]?["status"]?.string)
    }

    private func appendColumns(to writer: inout JSONWriter) {
        writer.key("rows")
        writer.beginObject()
        for column in columns {
            writer.key(column.name)
            writer.integers(column.numbers)
        }
        writer.endObject()
        writer.key("attempts")
        writer.beginObject()
        for column in attemptColumns {
            writer.key(column.name)
            writer.integers(column.numbers)
        }
        writer.endObject()
        append(marks, "marks", to: &writer)
        append(attemptMarks, "attemptMarks", to: &writer)
        writer.key("answers")
        writer.beginArray()
        for answer in answers {
            writer.beginArray()
            writer.integer(answer.row)
            writer.string(answer.text)
            writer.endArray()
        }
        writer.endArray()
        writer.key("omitted")
        writer.integers(omitted.flatMap { [Int64($0.row), $0.count] })
        writer.key("signatures")
        writer.strings(signatures.words)
        writer.key("signed")
        writer.integers(signed)
    }

    /// Writes the marks of each row that has some: its place, then fault, name and detail of each.
    private func append(_ marks: [(row: Int, marks: [FaultMark])], _ key: String, to writer: inout JSONWriter)
    {
        writer.key(key)
        writer.beginArray()
        for (row, marks) in marks {
            writer.beginArray()
            writer.integer(row)
            for mark in marks {
                writer.integer(mark.fault)
                writer.string(mark.name.rawValue)
                writer.integer(mark.detail)
            }
            writer.endArray()
        }
        writer.endArray()
    }

    /// Writes words and bodies: a list begins with an earlier body's place, or with -1 and then has all words.
    private func appendBodies(to writer: inout JSONWriter) {
        writer.key("words")
        writer.strings(tokens.words)
        writer.key("bodies")
        writer.beginArray()
        for (row, body) in zip(rows, bodies) {
            switch body {
            case .whole(let words): writer.integers([-1] + words)
            case .changed(let place, let changes): writer.integers([place] + changes)
            case nil where row.hasWholeBody && String(validating: row.delivery.body, as: UTF8.self) == nil:
                writer.integer(1)
            case nil: writer.integer(0)
            }
        }
        writer.endArray()
    }
}
