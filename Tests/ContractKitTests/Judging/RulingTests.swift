import Testing

@testable import ContractKit

struct RulingTests {
    @Test(arguments: [
        (Ruling.Kind.held, FindingVerdict.pass, FindingVerdict.pass),
        (.heldSoFar, .pass, .inconclusive),
        (.broken, .fail, .fail),
        (.brokenSoFar, .fail, .inconclusive),
        (.empty, .fail, .inconclusive),
    ])
    func `what may still happen counts while a run is not complete`(
        kind: Ruling.Kind,
        complete: FindingVerdict,
        stopped: FindingVerdict
    ) {
        let expectation = Expectation(place: 0, kind: .accepted(allowPending: false))
        #expect(Ruling(kind, "x").finding(of: expectation, isComplete: true).verdict == complete)
        #expect(Ruling(kind, "x").finding(of: expectation, isComplete: false).verdict == stopped)
    }

    @Test(arguments: [(Severity.must, FindingVerdict.fail), (.should, .fail), (.info, .info)])
    func `what is only stated never fails`(severity: Severity, verdict: FindingVerdict) {
        let expectation = Expectation(
            place: 0,
            name: "as named",
            severity: severity,
            kind: .accepted(allowPending: false)
        )
        let finding = Ruling(.broken, "x", examples: ["y", "z"]).finding(of: expectation, isComplete: true)
        #expect(
            finding
                == Finding(
                    id: "expect[0]",
                    name: "as named",
                    severity: severity,
                    verdict: verdict,
                    message: "x\ny\nz"
                )
        )
    }
}
