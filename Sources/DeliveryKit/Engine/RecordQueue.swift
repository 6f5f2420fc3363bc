/// What the loop has for the ledger, and which tracks wait for it to be durable.
struct RecordQueue {
    private enum Waiting {
        /// Heads of these tracks may be sent once deliveries up to the sequence are durable.
        case deliveries(LedgerToken, tracks: [Int], through: Int64)
        /// These tracks go on once their outcomes are durable.
        case attempts(LedgerToken, tracks: [Int])

        var token: LedgerToken {
            switch self {
            case .deliveries(let token, _, _), .attempts(let token, _): token
            }
        }
    }

    /// What became durable.
    struct Durable {
        /// Tracks whose heads were appended; some have moved on since.
        var recorded: [Int] = []
        /// Tracks whose outcomes were appended.
        var settled: [Int] = []
    }

    private var lanes: [LaneRow] = []
    private var deliveries: [DeliveryRow] = []
    private var deliveryTracks: [Int] = []
    private var watermark: LedgerWatermark?
    private var attempts: [AttemptRow] = []
    private var attemptTracks: [Int] = []
    private var waiting = Fifo<Waiting>()
    /// Deliveries up to here are durable.
    private(set) var durableThrough: Int64 = 0

    /// Whether everything is durable.
    var isEmpty: Bool {
        waiting.isEmpty && deliveries.isEmpty && attempts.isEmpty
    }

    /// Most rows that are collected before they must be handed over; adding a delivery adds two at most.
    static let rowsMax = Ledger.rowsPerAppendMax / 2

    /// Whether lanes and deliveries must be handed over before more are added.
    var isFull: Bool { lanes.count + deliveries.count >= Self.rowsMax }

    /// Notes what an earlier run has recorded.
    mutating func begin(durableThrough sequence: Int64) {
        durableThrough = sequence
    }

    mutating func add(_ lane: LaneRow) {
        lanes.append(lane)
    }

    /// Adds a delivery; `track` names the track that waits for it at its head, or nil.
    mutating func add(_ delivery: DeliveryRow, track: Int?) {
        deliveries.append(delivery)
        if let track { deliveryTracks.append(track) }
    }

    /// Notes how far the added deliveries reach.
    mutating func mark(_ watermark: LedgerWatermark) {
        self.watermark = watermark
    }

    mutating func add(_ attempt: AttemptRow, track: Int) {
        attempts.append(attempt)
        attemptTracks.append(track)
    }

    /// Waits with a track whose head was appended earlier and is not durable yet.
    mutating func wait(track: Int) {
        deliveryTracks.append(track)
    }

    /// Hands everything to the ledger, outcomes first: they free tracks.
    mutating func flush(to ledger: Ledger) {
        if !attempts.isEmpty {
            let token = ledger.append(attempts: attempts)
            waiting.append(.attempts(token, tracks: attemptTracks))
            attempts.removeAll(keepingCapacity: true)
            attemptTracks.removeAll(keepingCapacity: true)
        }
        guard !deliveries.isEmpty || !lanes.isEmpty || !deliveryTracks.isEmpty else { return }
        let token = ledger.append(lanes: lanes, deliveries: deliveries, watermark: watermark)
        let through = deliveries.last?.sequence ?? durableThrough
        waiting.append(.deliveries(token, tracks: deliveryTracks, through: through))
        lanes.removeAll(keepingCapacity: true)
        deliveries.removeAll(keepingCapacity: true)
        deliveryTracks.removeAll(keepingCapacity: true)
        watermark = nil
    }

    /// Takes what a commit has made durable.
    mutating func commit(upTo token: LedgerToken) -> Durable {
        var durable = Durable()
        while let first = waiting.first, first.token <= token {
            _ = waiting.popFirst()
            switch first {
            case .deliveries(_, let tracks, let through):
                durableThrough = max(durableThrough, through)
                durable.recorded += tracks
            case .attempts(_, let tracks):
                durable.settled += tracks
            }
        }
        return durable
    }
}
