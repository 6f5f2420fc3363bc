import WireKit

@testable import ConsumerKit

extension Symptom {
    private static let started = Parcel.job("transfer_detection", "started", id: "whd_s", second: 10)
    private static let completed = Parcel.job("transfer_detection", "completed", id: "whd_c", second: 20)
    private static let failed = Parcel.job("transfer_detection", "failed", id: "whd_f", second: 20)
    private static let costCompleted = Parcel.job("costbasis", "completed", id: "whd_b", second: 40)

    static let orders = [
        Symptom("last-write-wins") { rig in
            try rig.send(completed, started) == [200, 200] && rig.detection() == #""started""#
        },
        Symptom("orders-by-header") { rig in
            _ = try rig.send(completed, started)
            let isUnmoved = try rig.detection() == #""completed""#
            let retried = Parcel.job("transfer_detection", "started", id: "whd_r", second: 10)
            _ = try rig.send(retried.with { $0.time = Bodies.time(60) })
            return try isUnmoved && rig.detection() == #""started""#
        },
        Symptom("ties-lose") { rig in
            _ = try rig.send(completed, started)
            let isUnmoved = try rig.detection() == #""completed""#
            _ = try rig.send(Parcel.job("transfer_detection", "started", id: "whd_t", second: 20))
            return try isUnmoved && rig.detection() == #""started""#
        },
        Symptom("chain-enforced") { rig in
            _ = try rig.send(costCompleted, started, completed)
            let isDropped = try rig.costBasis() == "null"
            _ = try rig.send(Parcel.job("costbasis", "completed", id: "whd_d", second: 40))
            return try isDropped && rig.costBasis() == #""completed""#
        },
        Symptom("last-integration-wins") { rig in
            _ = try rig.send(
                Parcel.integration("updated", id: "whd_2", status: "COMPLETED", second: 20),
                Parcel.integration("updated", id: "whd_3", status: "ONGOING", second: 10)
            )
            let isLast = try rig.integration() == #""ONGOING""#
            _ = try rig.send(
                Parcel.integration("deleted", id: "whd_4", second: 30),
                Parcel.integration("updated", id: "whd_5", status: "ONGOING", second: 10)
            )
            return try isLast && rig.integration() == nil
        },
        Symptom("created-overwrites") { rig in
            _ = try rig.send(
                Parcel.integration("updated", id: "whd_2", status: "COMPLETED", second: 20),
                Parcel.integration("updated", id: "whd_3", status: "ONGOING", second: 10)
            )
            let isUnmoved = try rig.integration() == #""COMPLETED""#
            _ = try rig.send(parcel)
            return try isUnmoved && rig.integration() == #""QUEUED""#
        },
        Symptom("refuses-unstarted") { rig in
            try rig.send(completed, started, completed) == [409, 200, 200]
        },
        Symptom("state-race") { rig in
            _ = try rig.send(completed, started)
            let isUnmoved = try rig.detection() == #""completed""#
            _ = try rig.sendTogether([
                Parcel.job("transfer_detection", "started", id: "whd_2", second: 30),
                Parcel.job("transfer_detection", "completed", id: "whd_3", second: 40),
            ])
            return try isUnmoved && rig.detection() == #""started""#
        },
    ]

    static let lifecycles = [
        Symptom("ignores-costbasis") { rig in
            _ = try rig.send(started, completed, costCompleted)
            return try rig.detection() == #""completed""# && rig.costBasis() == "null"
        },
        Symptom("drops-reason") { rig in
            _ = try rig.send(failed.replacing(#""reason":null"#, with: #""reason":"no prices""#))
            let reason = try rig.probe("users", "alice", "reasons", "transfer_detection")
            return try rig.detection() == #""failed""# && reason == "null"
        },
        Symptom("truncates-reason") { rig in
            let reason = String(repeating: "é", count: 300)
            _ = try rig.send(failed.replacing(#""reason":null"#, with: #""reason":"\#(reason)""#))
            let kept = try rig.probe("users", "alice", "reasons", "transfer_detection")
            return kept?.count == 257
        },
        Symptom("stuck-after-failure") { rig in
            try rig.send(started, failed) == [200, 200] && rig.detection() == #""started""#
        },
        Symptom("terminal-frozen") { rig in
            _ = try rig.send(started, completed)
            _ = try rig.send(Parcel.job("transfer_detection", "started", id: "whd_2", second: 30))
            return try rig.detection() == #""completed""#
        },
        Symptom("failed-is-final") { rig in
            _ = try rig.send(
                parcel,
                Parcel.integration("failed", id: "whd_2", status: "FAILED", second: 10),
                Parcel.integration("updated", id: "whd_3", status: "COMPLETED", second: 20)
            )
            return try rig.integration() == #""FAILED""#
        },
        Symptom("resurrects") { rig in
            _ = try rig.send(
                parcel,
                Parcel.integration("deleted", id: "whd_2", second: 20),
                Parcel.integration("updated", id: "whd_3", status: "ONGOING", second: 10)
            )
            return try rig.integration() == #""ONGOING""#
        },
        Symptom("cross-talk") { rig in
            _ = try rig.send(
                parcel,
                Parcel.integration(id: "whd_2", wallet: "w2"),
                Parcel.integration(id: "whd_3", user: "bob"),
                Parcel.integration("failed", id: "whd_4", status: "FAILED", second: 10),
                Parcel.integration("updated", id: "whd_5", status: "ONGOING", second: 5)
            )
            let bob = try rig.probe("users", "bob", "integrations", "w1")
            return try rig.integration("w2") == #""FAILED""# && rig.integration() == #""FAILED""#
                && bob == #""QUEUED""#
        },
        Symptom("status-enum") { rig in
            try rig.send(
                parcel,
                Parcel.integration("updated", id: "whd_2", status: "active", second: 10)
            ) == [200, 422]
        },
        Symptom("watchdog-crash") { rig in
            _ = try rig.send(completed)
            let isAlive = rig.crashes.isEmpty
            _ = try rig.send(Parcel.job("transfer_detection", "started", id: "whd_2", second: 30))
            return isAlive && rig.crashes == [.untilRestart]
        },
    ]
}
