import ContractKit
import Testing

struct MetricLimitTests {
    @Test(
        arguments: [
            ("< 500ms", .microseconds, .below, 500_000), ("<=1.5s", .microseconds, .atMost, 1_500_000),
            ("> 250us", .microseconds, .above, 250), ("  >=  0.125 ms  ", .microseconds, .atLeast, 125),
            ("== 2m", .microseconds, .equal, 120_000_000), ("!= 0", .count, .unequal, 0),
            ("< 1542", .count, .below, 1_542), ("==3.0", .count, .equal, 3),
        ] as [(String, Metric.Unit, MetricLimit.Relation, Int64)]
    )
    func `a condition is a relation and a bound`(
        text: String,
        unit: Metric.Unit,
        relation: MetricLimit.Relation,
        bound: Int64
    ) throws {
        let limit = try MetricLimit(text, unit: unit)
        #expect(limit == MetricLimit(relation, bound, unit))
        #expect(try MetricLimit(limit.text, unit: unit) == limit)
    }

    @Test(
        arguments: [
            ("500ms", .microseconds, .noRelation), ("= 5", .count, .noRelation), ("", .count, .noRelation),
            ("< 500", .microseconds, .unit(.microseconds)), ("< 5ms", .count, .unit(.count)),
            ("< x", .count, .unit(.count)), ("< ", .count, .noCount), ("< 1.5", .count, .noCount),
            ("< -1", .count, .noCount), ("< 1e3", .count, .noCount), ("< 5 days", .microseconds, .noDuration),
            ("< 0.0001ms", .microseconds, .noDuration), ("< -1ms", .microseconds, .noDuration),
            ("< 9223372036854775807s", .microseconds, .noDuration),
            ("<", .microseconds, .unit(.microseconds)),
        ] as [(String, Metric.Unit, MetricLimit.Problem)]
    )
    func `anything else is refused with a word on what is meant`(
        text: String,
        unit: Metric.Unit,
        problem: MetricLimit.Problem
    ) {
        #expect(throws: problem) { try MetricLimit(text, unit: unit) }
        #expect(!problem.message.isEmpty)
    }

    @Test(
        arguments: [
            (.below, [true, false, false]), (.atMost, [true, true, false]), (.above, [false, false, true]),
            (.atLeast, [false, true, true]), (.equal, [false, true, false]), (.unequal, [true, false, true]),
        ] as [(MetricLimit.Relation, [Bool])]
    )
    func `a relation says what keeps to the bound`(relation: MetricLimit.Relation, kept: [Bool]) {
        let limit = MetricLimit(relation, 5, .count)
        #expect([4, 5, 6].map { limit.allows($0) } == kept)
    }

    @Test(
        arguments: [
            (0, "0us"), (999, "999us"), (1_000, "1ms"), (9_318, "9.318ms"), (12_500, "12.5ms"),
            (1_000_000, "1s"), (1_500_000, "1.5s"), (2_000_001, "2.000001s"),
        ] as [(Int64, String)]
    )
    func `times are shown exactly`(microseconds: Int64, text: String) {
        #expect(MetricLimit.text(microseconds, .microseconds) == text)
    }
}
