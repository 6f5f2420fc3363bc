import WireKit

@testable import ConsumerKit

extension Symptom {
    private static let alias = "Main Trading Account"

    private static func nested(_ depth: Int) -> Parcel {
        let value = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        return parcel.replacing(#""data":{"#, with: #""extra":\#(value),"data":{"#)
    }

    static let oddities = [
        Symptom("unknown-event-400") { rig in
            try rig.send(parcel.replacing("integration.created", with: "integration.synced"), parcel) == [
                400, 200,
            ]
        },
        Symptom("strict-fields") { rig in
            try rig.send(parcel.replacing(#""data":{"#, with: #""extra":1,"data":{"#), parcel) == [422, 200]
        },
        Symptom("null-throws") { rig in
            let second = Parcel(
                Bodies.integration("created", id: "whd_2", user: nil, grant: "cgrant_1")
            )
            return try rig.send(
                parcel.replacing(#""publicAddress":null"#, with: #""publicAddress":"""#),
                parcel,
                second,
                second.replacing(#""publicAddress":null"#, with: #""publicAddress":"""#)
            ) == [500, 200, 500, 200]
        },
        Symptom("malformed-500") { rig in
            try rig.send(Parcel(#"{"id":"#), Parcel("[]"), Parcel(""), Parcel(#"{"event":5}"#), parcel)
                == [500, 500, 500, 500, 200]
        },
        Symptom("unicode-500") { rig in
            try rig.send(
                parcel.replacing(alias, with: #"a\u0000b"#),
                parcel.replacing(alias, with: #"a\ud800b"#),
                parcel.replacing(alias, with: #"\ud83d\ude80 é"#)
            ) == [500, 500, 200]
        },
        Symptom("body-limit-100kb") { rig in
            let long = parcel.replacing(alias, with: String(repeating: "x", count: 131_072))
            return try rig.send(long, parcel) == [413, 200]
        },
        Symptom("int32") { rig in
            _ = try rig.send(
                parcel.replacing(#""totalTransactions":0"#, with: #""totalTransactions":3000000000"#)
            )
            return try rig.probe("users", "alice", "details", "w1", "totalTransactions") == "-1294967296"
        },
        Symptom("zero-is-null") { rig in
            _ = try rig.send(parcel)
            return try rig.probe("users", "alice", "details", "w1", "lastSyncedAt") == "null"
        },
        Symptom("duplicate-keys-500") { rig in
            try rig.send(
                parcel.replacing(#""event":"#, with: #""event":"integration.updated","event":"#),
                Parcel("{"),
                parcel
            ) == [500, 400, 200]
        },
        Symptom("get-500") { rig in
            try rig.send(parcel.with { $0.method = "GET" }, parcel.with { $0.method = "PUT" }) == [500, 500]
        },
        Symptom("get-has-effect") { rig in
            let statuses = try rig.send(parcel.with { $0.method = "GET" }, parcel.with { $0.method = "PUT" })
            return statuses == [200, 405] && rig.processed == 1
        },
        Symptom("depth-500") { rig in try rig.send(nested(2_000), nested(200)) == [500, 200] },
    ]

    static let speeds = [
        Symptom("cold-start") { rig in
            let replies = try [rig.replies([parcel])[0], rig.replies([parcel])[0]]
            return replies.map(\.milliseconds) == [6_000, 0]
        },
        Symptom("too-late") { rig in
            let reply = try rig.replies([parcel])[0]
            return reply.status == 200 && reply.milliseconds == 11_000
        },
        Symptom("slow-ack") { rig in
            let slow = try (1...20).filter { number in
                try rig.replies([Parcel.integration(id: "whd_\(number)")])[0].milliseconds > 1_000
            }
            return slow == [8, 16]
        },
        Symptom("sync-worker") { rig in
            let light = try rig.replies([parcel])[0]
            let heavy = Parcel.job("costbasis", "completed", id: "whd_2", second: 1)
            return try light.milliseconds == 0 && rig.replies([heavy])[0].milliseconds == 666
        },
        Symptom("busy-500") { rig in
            let burst = (1...10).map { Parcel.integration(id: "whd_\($0)") }
            let statuses = try rig.sendTogether(burst)
            return try statuses == [200, 200, 200, 200, 200, 200, 500, 500, 500, 500]
                && rig.send(burst[9]) == [200] && rig.processed == 7
        },
        Symptom("rate-limit") { rig in
            let statuses = try rig.sendTogether((1...41).map { Parcel.integration(id: "whd_\($0)") })
            guard statuses.dropLast() == [Int?](repeating: 200, count: 40)[...], statuses.last == 429 else {
                return false
            }
            // The time after which to come again is as long as a patience.
            let reply = try rig.replies([Parcel.integration(id: "whd_41")])[0]
            return reply.status == 429 && reply.retryAfter == "1"
        },
        Symptom("blocked-by-slow-body") { _ in false },
        Symptom("not-atomic-counter") { rig in
            _ = try rig.send(Parcel.integration(id: "whd_a"), Parcel.integration(id: "whd_b"))
            let afterSequence = rig.processed
            let statuses = try rig.sendTogether((1...10).map { Parcel.integration(id: "whd_\($0)") })
            return afterSequence == 2 && statuses.allSatisfy { $0 == 200 } && rig.processed < 12
        },
        Symptom("shared-verifier") { rig in
            let forged = parcel.signed(zeros)
            guard try rig.send(parcel, forged) == [200, 401] else { return false }
            return try rig.sendTogether([parcel, forged]) == [401, 401]
        },
    ]

    static let exposures = [
        Symptom("leaks-mac") { rig in
            let reply = try rig.replies([parcel.signed(zeros)])[0]
            return reply.status == 401
                && reply.body.contains(String(decoding: parcel.signatures[0], as: UTF8.self))
        },
        Symptom("stack-trace") { rig in
            let reply = try rig.replies([parcel.signed(zeros)])[0]
            return reply.status == 401 && reply.body.contains("Traceback (most recent call last)")
        },
        Symptom("explains-rejection") { rig in
            let replies = try [parcel.signed(zeros), parcel.signed([]), parcel.with { $0.signatures = [] }]
                .map {
                    try rig.replies([$0])[0]
                }
            return replies.map(\.status) == [401, 401, 400] && Set(replies.map(\.body)).count == 3
        },
        Symptom("html-escapes") { rig in
            _ = try rig.send(parcel.replacing(alias, with: "<script>'&"))
            return try rig.probe("users", "alice", "details", "w1", "alias") == #""&lt;script&gt;&#39;&amp;""#
        },
        Symptom("truncates-alias") { rig in
            _ = try rig.send(parcel)
            return try rig.probe("users", "alice", "details", "w1", "alias") == #""Main Trading Acc""#
        },
        Symptom("quote-500") { rig in
            try rig.send(parcel.replacing(alias, with: "'; DROP TABLE x;--"), parcel) == [500, 200]
        },
        Symptom("ssrf") { rig in
            let logo = "https://example.com/binance.png"
            _ = try rig.send(
                parcel.replacing(logo, with: "http://127.0.0.1:9/logo?x"),
                Parcel.integration(id: "whd_2"),
                Parcel.integration(id: "whd_3").replacing(logo, with: "http://example.com/logo"),
                Parcel.integration(id: "whd_4").replacing(logo, with: "http://127.0.0.1:9/logo").signed(zeros)
            )
            let targets = rig.fetches.map { String(decoding: $0.bytes.prefix { $0 != 13 }, as: UTF8.self) }
            return targets == ["GET /logo?x HTTP/1.1"]
        },
    ]
}
