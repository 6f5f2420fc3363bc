import ContractKit
import DeliveryKit
import SimulationKit

/// The testing library has an `Expectation` too.
typealias Expectation = ContractKit.Expectation

/// The record of a run, put together by hand: lanes as they come up, deliveries, then attempts.
struct RecordedRun {
    /// Midnight at the beginning of 2026.
    static let start: Int64 = 1_767_225_600_000

    private(set) var lanes: [LaneRow] = []
    private(set) var deliveries: [DeliveryRow] = []
    private(set) var attempts: [AttemptEntry] = []
    private var ordinals: [String: Int64] = [:]

    var entries: [HistoryEntry] {
        lanes.map(HistoryEntry.lane) + deliveries.map(HistoryEntry.delivery)
            + attempts.map(HistoryEntry.attempt)
    }

    /// Makes a delivery, emitted so many seconds after the start, and returns its sequence.
    @discardableResult
    mutating func deliver(
        _ type: EventType,
        to user: String = "alice",
        webhook: Int32 = 0,
        wallet: String? = nil,
        ordinal: Int64? = nil,
        second: Int64? = nil,
        id: String? = nil,
        data: String = "",
        fault: [UInt8]? = nil
    ) -> Int64 {
        let sequence = Int64(deliveries.count + 1)
        let ordinal = ordinal ?? ordinals[user, default: 0] + 1
        ordinals[user] = ordinal
        let walletText = wallet.map { #","walletId":"\#($0)""# } ?? ""
        let row = DeliveryRow(
            sequence: sequence,
            lane: lane(of: user, webhook),
            moment: Self.start + (second ?? sequence) * 1_000,
            webhook: webhook,
            eventType: Int32(type.rawValue),
            ordinal: ordinal,
            id: Array((id ?? "whd_\(sequence)").utf8),
            body: Array(#"{"id":"whd_\#(sequence)","data":{"uid":"\#(user)"\#(walletText)\#(data)}}"#.utf8),
            fault: fault
        )
        deliveries.append(row)
        return sequence
    }

    /// Records an attempt that settled so many seconds after the start, by default in order of calls.
    mutating func attempt(
        _ sequence: Int64,
        _ outcome: AttemptOutcome,
        status: Int32,
        error: String? = nil,
        number: Int32 = 1,
        settledSecond: Int64? = nil,
        fault: [UInt8]? = nil,
        wasResent: Bool = false
    ) {
        let place = Int64(attempts.count + 1)
        let settled = Self.start + (settledSecond ?? 1_000 + place) * 1_000
        let attempt = AttemptRow(
            delivery: sequence,
            number: number,
            moment: settled,
            settled: settled,
            status: status,
            error: error,
            tookMicroseconds: 400,
            outcome: outcome,
            fault: fault,
            wasResent: wasResent
        )
        attempts.append(
            AttemptEntry(sequence: place, attempt: attempt, delivery: deliveries[Int(sequence) - 1])
        )
    }

    mutating func accept(_ sequence: Int64, settledSecond: Int64? = nil) {
        attempt(sequence, .delivered, status: 200, settledSecond: settledSecond)
    }

    mutating func refuse(_ sequence: Int64, status: Int32 = 500, settledSecond: Int64? = nil) {
        attempt(sequence, .failed, status: status, number: 3, settledSecond: settledSecond)
    }

    /// Makes deliveries and accepts each in its turn.
    mutating func deliverAndAccept(_ types: EventType..., to user: String = "alice", wallet: String? = nil) {
        for sequence in types.map({ deliver($0, to: user, wallet: wallet) }) { accept(sequence) }
    }

    private mutating func lane(of user: String, _ webhook: Int32) -> Int32 {
        if let lane = lanes.first(where: { $0.user == user && $0.webhook == webhook }) { return lane.lane }
        let row = LaneRow(lane: Int32(lanes.count), webhook: webhook, user: user)
        lanes.append(row)
        return row.lane
    }

    /// Judges the run by expectations, its record at hand for names.
    func findings(
        _ kinds: Expectation.Kind...,
        severity: Severity = .must,
        allowEmpty: Bool = false,
        isComplete: Bool = true,
        webhookNames: [String] = ["main"],
        userNames: [String: String] = [:],
        thresholds: [Threshold] = [],
        facts: RunFacts = RunFacts(),
        requests: RequestLookUp? = nil
    ) -> [Finding] {
        let expectations = kinds.enumerated().map { place, kind in
            Expectation(place: place, severity: severity, allowEmpty: allowEmpty, kind: kind)
        }
        var judge = ExpectationJudge(
            expectations,
            thresholds: thresholds,
            webhookNames: webhookNames,
            userNames: userNames,
            requests: requests
        )
        for entry in entries { judge.observe(entry) }
        return judge.finish(isComplete: isComplete, facts: facts) { deliveries[Int($0) - 1] }
    }
}
