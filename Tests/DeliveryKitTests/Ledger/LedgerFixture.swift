import DeliveryKit
import Dispatch
import Foundation
import Synchronization
import Testing

/// A folder of a test's own, removed with it.
final class LedgerFolder: Sendable {
    let path: String

    init() throws {
        let template = FileManager.default.temporaryDirectory.path + "/portsim-ledger-XXXXXX"
        var bytes = Array(template.utf8CString)
        let made = unsafe bytes.withUnsafeMutableBufferPointer {
            unsafe $0.baseAddress.flatMap { unsafe mkdtemp($0) } != nil
        }
        guard made else { throw CocoaError(.fileWriteUnknown) }
        path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String {
        path + "/" + name
    }

    var names: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
    }
}

/// A number that several threads count up.
final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int {
        count.load(ordering: .relaxed)
    }

    /// Counts up, and gives the new value.
    @discardableResult
    func increment() -> Int {
        count.add(1, ordering: .relaxed).newValue
    }
}

/// A ledger and the loop's side of it.
final class LedgerHarness: Sendable {
    let ledger: Ledger
    let resumed: LedgerResume?
    private let bell: DispatchSemaphore
    private let replies = Mutex<[LedgerReply]>([])

    init(at path: String?, options: LedgerOptions = LedgerOptions()) throws(LedgerError) {
        let bell = DispatchSemaphore(value: 0)
        ledger = try Ledger.create(at: path, identity: .sample, options: options) { bell.signal() }
        resumed = nil
        self.bell = bell
    }

    init(
        resuming path: String,
        as identity: LedgerIdentity = .sample,
        options: LedgerOptions = LedgerOptions()
    ) throws(LedgerError) {
        let bell = DispatchSemaphore(value: 0)
        let (ledger, resume) = try Ledger.resume(at: path, identity: identity, options: options) {
            bell.signal()
        }
        self.ledger = ledger
        resumed = resume
        self.bell = bell
    }

    /// Waits for a reply that satisfies a condition and gives it.
    func reply(_ isWanted: (LedgerReply) -> Bool) throws -> LedgerReply {
        while true {
            let found = replies.withLock { replies in
                ledger.takeReplies(into: &replies)
                return replies.firstIndex(where: isWanted).map { replies.remove(at: $0) }
            }
            if let found { return found }
            try #require(bell.wait(timeout: .now() + 60) == .success, "the ledger did not answer")
        }
    }

    /// Waits until a token is durable; a failure is thrown.
    func commit(_ token: LedgerToken) throws {
        let answer = try reply { reply in
            switch reply {
            case .committed(let last): last >= token
            case .failed: true
            case .bodies: false
            }
        }
        if case .failed(let error) = answer { throw error }
    }

    /// Appends the sample's first deliveries in batches, and gives the last token.
    @discardableResult
    func appendSample(
        deliveries: ClosedRange<Int64>,
        by batchCount: Int64 = 64,
        bodyBytes: Int = 480,
        withLanes: Bool = true
    ) -> LedgerToken? {
        var token: LedgerToken?
        var first = deliveries.lowerBound
        if first == 1, withLanes { ledger.append(lanes: LaneRow.samples, deliveries: [], watermark: nil) }
        while first <= deliveries.upperBound {
            let last = min(first + batchCount - 1, deliveries.upperBound)
            token = ledger.append(
                lanes: [],
                deliveries: (first...last).map { .sample($0, bodyBytes: bodyBytes) },
                watermark: .sample(last)
            )
            first = last + 1
        }
        return token
    }
}

extension LedgerIdentity {
    static let sample = LedgerIdentity(
        version: "1.0",
        scenario: "first connection",
        fingerprint: "abcd",
        seed: .max,
        profile: "kryptos-v1",
        secretFingerprint: "ef01",
        notes: [LedgerNote(key: "start", value: "2026-01-01T00:00:00Z")]
    )
}

extension LaneRow {
    static let samples = (0..<Int32(8)).map { LaneRow(lane: $0, webhook: $0 % 2, user: "user ü \($0)") }
}

extension DeliveryRow {
    /// A row that is a function of its sequence.
    static func sample(_ sequence: Int64, bodyBytes: Int = 480) -> DeliveryRow {
        var body = [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: bodyBytes)
        for index in 0..<min(8, bodyBytes) {
            body[index] = UInt8(truncatingIfNeeded: sequence >> Int64(index * 8))
        }
        return DeliveryRow(
            sequence: sequence,
            lane: Int32(sequence % 8),
            moment: 1_767_225_600_000 + sequence * 7,
            webhook: Int32(sequence % 2),
            eventType: Int32(sequence % 10),
            ordinal: sequence / 8,
            id: Array("whd_\(String(sequence * 7_919, radix: 16))".utf8),
            body: body
        )
    }
}

extension LedgerWatermark {
    static func sample(_ sequence: Int64) -> LedgerWatermark {
        LedgerWatermark(
            sequence: sequence,
            digest: (0..<32).map { UInt8(truncatingIfNeeded: sequence &+ $0) }
        )
    }
}

extension AttemptRow {
    static func sample(
        _ delivery: Int64,
        number: Int32 = 1,
        outcome: AttemptOutcome = .delivered
    ) -> AttemptRow {
        AttemptRow(
            delivery: delivery,
            number: number,
            moment: 1_767_225_600_000 + delivery * 7,
            settled: 1_767_225_600_000 + delivery * 7 + Int64(number) * 1_000,
            status: outcome == .delivered ? 200 : 503,
            tookMicroseconds: 120 + delivery,
            outcome: outcome
        )
    }
}

extension Ledger {
    /// Every delivery that is recorded.
    func allDeliveries() throws(LedgerError) -> [DeliveryRow] {
        try read { (reader) throws(LedgerError) in
            let cursor = try reader.deliveries()
            var rows: [DeliveryRow] = []
            while let row = try cursor.nextRow() { rows.append(row) }
            return rows
        }
    }

    /// Every attempt that is recorded.
    func allAttempts() throws(LedgerError) -> [AttemptEntry] {
        try read { (reader) throws(LedgerError) in
            let cursor = try reader.attempts()
            var rows: [AttemptEntry] = []
            while let row = try cursor.nextRow() { rows.append(row) }
            return rows
        }
    }

    /// Every lane that is recorded.
    func allLanes() throws(LedgerError) -> [LaneRow] {
        try read { (reader) throws(LedgerError) in
            let cursor = try reader.lanes()
            var rows: [LaneRow] = []
            while let row = try cursor.nextRow() { rows.append(row) }
            return rows
        }
    }
}

/// Bytes of a file.
func contents(of path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Replaces a file.
func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
}

/// Whether a child process died of the trap with this sentence, and not of something else.
func trapped(_ result: ExitTest.Result?, with sentence: String) -> Bool {
    guard let result else { return false }
    let output = String(decoding: result.standardErrorContent, as: UTF8.self)
    return output.contains("Precondition failed: " + sentence)
}
