import Testing
import WireKit

@testable import ConsumerKit

/// What one persona does and the good consumer does not.
struct Symptom: Sendable, CustomTestStringConvertible {
    let persona: String
    /// Whether it shows in a fresh consumer.
    let shows: @Sendable (inout PersonaRig) throws -> Bool

    init(_ persona: String, _ shows: @escaping @Sendable (inout PersonaRig) throws -> Bool) {
        self.persona = persona
        self.shows = shows
    }

    var testDescription: String { persona }

    static let all = signatures + requests + repetitions + orders + lifecycles + oddities + speeds + exposures

    static let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: 64)
    static let parcel = Parcel.integration(id: "whd_1")
}

extension Symptom {
    static let signatures = [
        Symptom("no-verification") { rig in
            let statuses = try rig.send(
                parcel.signed(zeros),
                Parcel.integration(id: "whd_2").with { $0.signatures = [] }
            )
            return statuses == [200, 200] && rig.processed == 2
        },
        Symptom("always-200") { rig in
            let statuses = try rig.send(parcel.signed(zeros), parcel.with { $0.signatures = [] })
            return statuses == [200, 200] && rig.processed == 0
        },
        Symptom("checks-length-only") { rig in
            let statuses = try rig.send(
                parcel.signed([UInt8](repeating: 0xE9, count: 64)),
                parcel.signed(Array("abc".utf8))
            )
            return statuses == [200, 401]
        },
        Symptom("checks-format-only") { rig in
            let statuses = try rig.send(
                parcel.signed(zeros),
                parcel.signed([UInt8](repeating: UInt8(ascii: "z"), count: 64))
            )
            return statuses == [200, 401]
        },
        Symptom("trusts-unsigned") { rig in
            try rig.send(parcel.with { $0.signatures = [] }, parcel.signed([])) == [200, 401]
        },
        Symptom("trusts-empty") { rig in
            try rig.send(parcel.with { $0.signatures = [] }, parcel.signed([0x20]), parcel.signed(zeros))
                == [200, 200, 401]
        },
        Symptom("empty-key") { rig in
            try rig.send(parcel.signed(secret: ""), parcel.signed(secret: "null")) == [200, 401]
        },
        Symptom("undefined-key") { rig in
            try rig.send(
                parcel.signed(secret: "undefined"),
                parcel.signed(secret: "null"),
                parcel.signed(secret: "None"),
                parcel.signed(secret: "")
            ) == [200, 200, 200, 401]
        },
        Symptom("throws-on-missing-signature") { rig in
            try rig.send(parcel.with { $0.signatures = [] }, parcel.signed([]), parcel) == [500, 401, 200]
        },
        Symptom("crash-on-missing-signature") { rig in
            let statuses = try rig.send(parcel, parcel.with { $0.signatures = [] })
            return statuses == [200, nil] && rig.crashes == [.untilRestart] && rig.processed == 0
        },
        Symptom("dies-for-good") { rig in
            let statuses = try rig.send(parcel, parcel.signed(zeros))
            return statuses == [200, nil] && rig.crashes == [.forGood]
        },
        Symptom("length-throws") { rig in
            try rig.send(parcel.signed([]), parcel.signed(Array("abc".utf8)), parcel.signed(zeros), parcel)
                == [500, 500, 401, 200]
        },
        Symptom("non-hex-throws") { rig in
            try rig.send(
                parcel.signed([UInt8](repeating: UInt8(ascii: "z"), count: 64)),
                parcel.signed([UInt8](repeating: 0xE9, count: 64)),
                parcel.signed([UInt8](repeating: UInt8(ascii: "A"), count: 64)),
                parcel.signed([])
            ) == [500, 500, 401, 401]
        },
        Symptom("non-ascii-throws") { rig in
            try rig.send(
                parcel.signed([UInt8](repeating: 0xE9, count: 64)),
                parcel.signed([UInt8](repeating: UInt8(ascii: "z"), count: 64))
            ) == [500, 401]
        },
        Symptom("prefix-throws") { rig in
            let prefixed = Array("sha256=".utf8) + parcel.signatures[0]
            return try rig.send(parcel.signed(prefixed), parcel.signed([])) == [500, 401]
        },
        Symptom("repeated-signature-throws") { rig in
            let right = parcel.signatures[0]
            return try rig.send(parcel.with { $0.signatures = [zeros, right] }, parcel) == [500, 200]
        },
        Symptom("stringify") { rig in
            let spaced = parcel.with { $0.body += [0x20] }
            let indented = Parcel(" " + Bodies.integration("created", id: "whd_2"))
            return try rig.send(spaced, indented, Parcel("{").signed(zeros), Parcel("{")) == [
                200, 401, 401, 401,
            ]
        },
        Symptom("trims-body") { rig in
            let spaced = parcel.with { $0.body += [0x20] }
            let line = Parcel(Bodies.integration("created", id: "whd_2") + "\n")
            return try rig.send(spaced, line, Parcel(" \n")) == [200, 401, 401]
        },
        Symptom("case-sensitive-header") { rig in
            try rig.send(parcel.with { $0.signatureName = "x-webhook-signature" }, parcel) == [401, 200]
        },
        Symptom("no-rotation") { rig in
            try rig.send(parcel.signed(secret: Parcel.previousSecret), parcel) == [401, 200]
        },
        Symptom("parses-first") { rig in
            try rig.send(Parcel("{\"id\":").signed(zeros), parcel.signed(zeros)) == [422, 401]
        },
        Symptom("wants-base64") { rig in
            let digest = Signature.key(secret: Parcel.secret).authenticate(parcel.body).bytes
            return try rig.send(parcel, parcel.signed(Base64.text(of: digest))) == [401, 200]
        },
        Symptom("wants-prefix") { rig in
            let prefixed = Array("sha256=".utf8) + parcel.signatures[0]
            return try rig.send(parcel, parcel.signed(prefixed)) == [401, 200]
        },
        Symptom("signs-timestamp") { rig in
            let stamped = Array("\(Bodies.time(0)).".utf8) + parcel.body
            return try rig.send(parcel, parcel.signed(Parcel.signature(of: stamped))) == [401, 200]
        },
        Symptom("secret-with-newline") { rig in
            try rig.send(parcel, parcel.signed(secret: Parcel.secret + "\n")) == [401, 200]
        },
        Symptom("csrf-page") { rig in
            let reply = try rig.replies([parcel])[0]
            return reply.status == 403 && reply.body.contains("CSRF")
        },
    ]

    static let requests = [
        Symptom("charset-415") { rig in
            try rig.send(parcel.with { $0.contentType = "application/json; charset=utf-8" }, parcel) == [
                415, 200,
            ]
        },
        Symptom("needs-event-header") { rig in
            let account = Parcel(bytes: AccountBodies.user("created", id: "evt_1"))
            return try rig.send(parcel.with { $0.event = nil }, parcel, account) == [500, 200, 200]
        },
        Symptom("header-router") { rig in
            let confused = parcel.with { $0.event = "integration.deleted" }
            return try rig.send(confused) == [200] && rig.integration() == nil
        },
        Symptom("redirects") { rig in try rig.send(parcel) == [301] },
        Symptom("refuses-chunked") { rig in
            try rig.send(parcel.with { $0.isChunked = true }, parcel) == [411, 200]
        },
        Symptom("desync-after-reject") { rig in
            let long = parcel.replacing("Main Trading Account", with: String(repeating: "x", count: 40_000))
            let other = Parcel.integration(id: "whd_2").with { $0.connection = 2 }
            let statuses = try rig.send(
                parcel.signed(zeros),
                parcel,
                long.signed(zeros),
                other,
                parcel,
                parcel
            )
            return statuses == [401, 200, 401, 200, 400, 200]
        },
        Symptom("dedupe-on-timestamp") { rig in
            let statuses = try rig.send(parcel, parcel, parcel.with { $0.time = Bodies.time(30) })
            return statuses == [200, 200, 200] && rig.processed == 2
        },
    ]

    static let repetitions = [
        Symptom("no-dedupe") { rig in
            let statuses = try rig.send(parcel, parcel, parcel)
            return statuses == [200, 200, 200] && rig.processed == 3
        },
        Symptom("duplicate-409") { rig in try rig.send(parcel, parcel) == [200, 409] && rig.processed == 1 },
        Symptom("lru-dedupe") { rig in
            for number in 1...101 { _ = try rig.send(Parcel.integration(id: "whd_\(number)")) }
            _ = try rig.send(Parcel.integration(id: "whd_2"))
            let isRemembered = rig.processed == 101
            _ = try rig.send(parcel)
            return isRemembered && rig.processed == 102
        },
        Symptom("dedupe-on-content") { rig in
            let statuses = try rig.send(parcel, Parcel.integration(id: "whd_2"))
            return statuses == [200, 200] && rig.processed == 1
        },
        Symptom("dedupe-on-header") { rig in
            _ = try rig.send(
                parcel,
                parcel.with { $0.identifier = "whd_x" },
                parcel.with { $0.identifier = nil }
            )
            return rig.processed == 2
        },
        Symptom("dedupe-before-work") { rig in
            let failed = try rig.send(
                Parcel("").with {
                    $0.target = "/debug/fail-next"
                    $0.signatures = []
                },
                parcel,
                parcel
            )
            return failed == [204, 500, 200] && rig.processed == 0
        },
        Symptom("dedupe-race") { rig in
            _ = try rig.send(parcel, parcel)
            let afterSequence = rig.processed
            _ = try rig.sendTogether([Parcel](repeating: Parcel.integration(id: "whd_2"), count: 10))
            return afterSequence == 1 && rig.processed > 2
        },
        Symptom("id-pattern") { rig in
            try rig.send(
                parcel,
                Parcel.integration(id: "whd_a-b_c."),
                Parcel.integration(id: "whd_" + String(repeating: "a", count: 200))
            ) == [200, 400, 400]
        },
    ]
}
