import DeliveryKit
import ReportKit
import SimulationKit

/// Records of runs for pages, made by hand.
enum SampleRecord {
    static let start: Int64 = 1_767_225_600_000

    /// A body whose integration has synced anew with every third of its events.
    static func body(_ place: Int, wallet: String, status: String) -> [UInt8] {
        let time = TimeFormat.milliseconds.text(Moment(milliseconds: start + Int64(place) * 1_000))
        return Array(
            """
            {"id":"\(id(place))","event":"integration.updated","timestamp":"\(time)","data":{"uid":"u\(wallet)",\
            "provider":"binance","providerPublicName":"Binance","publicAddress":null,"walletId":"\(wallet)",\
            "logoUrl":"https://assets.example/logos/binance.svg","isContract":false,"alias":"Main, \(wallet)",\
            "status":"\(status)","addedOn":\(start),"lastSyncedAt":\(start + Int64(place / 1_200)),"category":"exchange",\
            "type":"api","totalTransactions":\(place / 1_200 * 17)}}
            """.utf8
        )
    }

    static func id(_ place: Int) -> String {
        let digits = String(place)
        return "whd_" + String(repeating: "0", count: 24 - digits.count) + digits
    }

    /// So many deliveries of so many users in turn, each accepted at once.
    static func entries(deliveries: Int, users: Int, body: (Int) -> [UInt8]) -> [HistoryEntry] {
        let lanes = (0..<users).map {
            HistoryEntry.lane(LaneRow(lane: Int32($0), webhook: 0, user: "user\($0)"))
        }
        let rows = (0..<deliveries).map { place in
            DeliveryRow(
                sequence: Int64(place + 1),
                lane: Int32(place % users),
                moment: start + Int64(place) * 1_000,
                webhook: 0,
                eventType: Int32(EventType.integrationUpdated.rawValue),
                ordinal: Int64(place),
                id: Array(id(place).utf8),
                body: body(place)
            )
        }
        let attempts = rows.map { row in
            let attempt = AttemptRow(
                delivery: row.sequence,
                number: 1,
                moment: row.moment,
                settled: row.moment,
                status: 200,
                tookMicroseconds: 400 + row.sequence,
                outcome: .delivered
            )
            return HistoryEntry.attempt(AttemptEntry(sequence: row.sequence, attempt: attempt, delivery: row))
        }
        return lanes + rows.map(HistoryEntry.delivery) + attempts
    }

    static func record(_ entries: [HistoryEntry]) -> RunRecord {
        var tally = RunTally()
        var evidence = RunEvidence()
        for entry in entries {
            tally.observe(entry)
            evidence.observe(entry)
        }
        return RunRecord(
            evidence,
            of: tally,
            start: Moment(milliseconds: start),
            webhooks: ["main"],
            users: ["user0": "alice"]
        )
    }
}
