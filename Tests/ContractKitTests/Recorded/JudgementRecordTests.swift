import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit
import Testing
import WireKit

struct JudgementRecordTests {
    private static let selectors = [
        EventSelector(),
        EventSelector(
            event: .integrationFailed,
            user: .init(uid: "u", name: "alice"),
            wallet: .init(identifier: "w", name: "alice/main"),
            webhook: .init(index: 1, name: "b")
        ),
    ]

    private static func kinds(_ selector: EventSelector) throws -> [Expectation.Kind] {
        let body = BodyCondition(
            pointer: JSONPointer(tokens: ["a/b", "~", "0"]),
            value: .oneOf([nil, ["x": [1]], true])
        )
        let number = try #require(NumberCondition(atLeast: 2))
        return [
            .accepted(allowPending: true), .count(selector, try #require(NumberCondition(equals: 0))),
            .count(selector, number, of: .ids), .never(selector),
            .order([.costBasisStarted, .costBasisCompleted], per: .run), .attempts(selector, number),
            .headers(
                selector,
                [
                    FieldCondition(name: "A", demand: .equals("")),
                    FieldCondition(name: "B", demand: .matches("*")),
                    FieldCondition(name: "C", demand: .present(false)),
                ]
            ),
            .body(selector, body), .sameBytes(selector), .signature(selector),
            .forgeriesRefused,
            .probe(ProbeQuestion(read: "processed", value: .exists(false))),
            .probe(
                ProbeQuestion(
                    read: "integration",
                    user: selector.user,
                    wallet: selector.wallet,
                    value: .between(atLeast: JSONNumber(1), atMost: nil),
                    withinMilliseconds: 0
                )
            ),
            .probe(ProbeQuestion(read: "x", value: .equals(nil))),
            .metric(.ackP95, MetricLimit(.below, 1_500, .microseconds)),
            .sometimes(selector, DeliveryProperty()),
            .sometimes(selector, DeliveryProperty(outcome: .failed, attempts: number, body: body)),
            .digest(String(repeating: "ab", count: 32)),
        ]
    }

    @Test(arguments: selectors)
    func `what a run is judged by is read as it was written`(selector: EventSelector) throws {
        let kinds = try Self.kinds(selector)
        let record = JudgementRecord(
            expectations: kinds.enumerated().map { place, kind in
                Expectation(
                    place: place,
                    name: place == 0 ? "a name" : nil,
                    severity: Severity.allCases[place % 3],
                    allowEmpty: place.isMultiple(of: 2),
                    kind: kind
                )
            },
            thresholds: [Threshold(.retries, MetricLimit(.unequal, 3, .count))],
            reads: ProbeDefinition.standardReads
        )
        #expect(JudgementRecord(record.text) == record)
    }

    @Test(
        arguments: [
            "", "[]", "{}", #"{"version":2,"expectations":[]}"#, #"{"version":1}"#,
            #"{"version":1,"expectations":[{"id":"a","severity":"must","sometime":{}}]}"#,
            #"{"version":1,"expectations":[{"id":"a","severity":"must","never":{"event":"no.such"}}]}"#,
            #"{"version":1,"expectations":[],"thresholds":{"ack.p95":"fast"}}"#,
        ]
    )
    func `what cannot be judged by is not half read`(text: String) {
        #expect(JudgementRecord(text) == nil)
    }

    @Test(arguments: ["123456", "integration", "accepted", "costbasis.started", "version", "whd_*/"])
    func `secrets are taken out of what was written by hand, and out of nothing else`(secret: String) throws {
        let mask = SecretMask(hiding: [secret])
        let values: [JSONValue] = [.string(secret), [secret: [nil, true, .string("a\(secret)b")]]]
        let body = BodyCondition(
            pointer: JSONPointer(tokens: ["a", secret]),
            value: .oneOf(values + (JSONNumber(secret).map { [.number($0)] } ?? []))
        )
        let fields: [FieldCondition.Demand] = [.equals(secret), .matches("*\(secret)"), .present(true)]
        let byHand: [Expectation.Kind] = [
            .body(EventSelector(), body), .sometimes(EventSelector(), DeliveryProperty(body: body)),
            .headers(EventSelector(), fields.map { FieldCondition(name: secret, demand: $0) }),
            .probe(ProbeQuestion(read: "processed", value: .equals(.string(secret)))),
        ]
        let kinds = try Self.kinds(Self.selectors[1])
        let masked = (kinds + byHand).enumerated().map { place, kind in
            Expectation(place: place, name: "is it \(secret)?", kind: kind).masked(by: mask)
        }
        #expect(masked.prefix(kinds.count).map(\.kind) == kinds)
        #expect(masked.allSatisfy { $0.name == "is it (secret)?" })
        let text = JudgementRecord(expectations: Array(masked.suffix(byHand.count))).text
        let noted = text.replacing("costbasis.started", with: "").replacing("version", with: "")
        #expect(!noted.contains(secret) || ["integration", "accepted"].contains(secret), "\(text)")
        #expect(JudgementRecord(text)?.expectations == Array(masked.suffix(byHand.count)))
    }

    @Test func `a note is as long and as deep as any run makes one, and no longer`() {
        func text(_ value: String) -> String { #"{"version":1,"expectations":[],"x":\#(value)}"# }
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        // The object is one level.
        #expect(JudgementRecord(text(nested(127))) != nil)
        #expect(JudgementRecord(text(nested(128))) == nil)
        // Longer than a file of any other kind.
        #expect(JudgementRecord(text(#""\#(String(repeating: "x", count: 9 << 20))""#)) != nil)
        let longest = (64 << 20) - text("").utf8.count
        #expect(JudgementRecord(text(String(repeating: " ", count: longest + 1))) == nil)
    }
}
