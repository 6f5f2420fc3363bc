import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit
import Testing

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
        #expect(JudgementRecord(record.text()) == record)
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

    @Test func `secrets are taken out of what is noted`() throws {
        let body = BodyCondition(pointer: JSONPointer(tokens: ["a"]), value: .equals("whsec_hidden"))
        let record = JudgementRecord(
            expectations: [Expectation(place: 0, kind: .body(EventSelector(), body))]
        )
        let text = record.text { $0.replacing("whsec_hidden", with: "[redacted]") }
        #expect(!text.contains("whsec_hidden"))
        #expect(JudgementRecord(text) != nil)
    }
}
