import ContractKit
import Testing

struct BaselineJudgeTests {
    private func judge(
        _ entries: (check: String, scenario: String?, expires: String)...
    ) throws -> BaselineJudge {
        let today = try #require(CalendarDay("2026-06-15"))
        return BaselineJudge(
            Baseline(
                try entries.map {
                    Baseline.Entry(
                        check: $0.check,
                        scenario: $0.scenario,
                        reason: "ticket 12",
                        expires: try #require(CalendarDay($0.expires))
                    )
                }
            ),
            today: today
        )
    }

    private func finding(_ verdict: FindingVerdict, id: String = "expect[0]") -> Finding {
        Finding(id: id, name: "all arrive", severity: .must, verdict: verdict, message: "2 of 3\nthis one")
    }

    @Test func `a known failure is a warning that says why, through its last day`() throws {
        for expires in ["2026-06-15", "2027-01-01"] {
            var judge = try judge(("all arrive", nil, expires))
            let judged = judge.apply(to: [finding(.fail)], of: "a")
            #expect(judged.map(\.verdict) == [.warn])
            #expect(
                judged[0].message
                    == "a known failure, put up with until \(expires): ticket 12\n2 of 3\nthis one"
            )
            #expect(judge.staleEntries().isEmpty)
        }
    }

    @Test func `what has expired fails again and says so`() throws {
        var judge = try judge(("expect[0]", nil, "2026-06-14"))
        let judged = judge.apply(to: [finding(.fail)], of: "a")
        #expect(judged.map(\.verdict) == [.fail])
        #expect(
            judged[0].message == "2 of 3\nthis one\nit was put up with until 2026-06-14: ticket 12"
        )
        #expect(judge.staleEntries().isEmpty)
        // One that is still valid counts, wherever it stands.
        var renewed = try self.judge(("expect[0]", nil, "2026-06-14"), ("all arrive", "a", "2026-06-30"))
        #expect(renewed.apply(to: [finding(.fail)], of: "a").map(\.verdict) == [.warn])
    }

    @Test func `an entry for another scenario does not count here, nor is it stale`() throws {
        var judge = try judge(("expect[0]", "b", "2026-12-31"))
        #expect(judge.apply(to: [finding(.fail)], of: "a") == [finding(.fail)])
        #expect(judge.staleEntries().isEmpty)
    }

    @Test func `what nothing needs is stale: it holds, or it is nowhere`() throws {
        var judge = try judge(("expect[0]", nil, "2026-12-31"), ("expect[7]", "a", "2026-12-31"))
        #expect(judge.apply(to: [finding(.pass)], of: "a") == [finding(.pass)])
        let stale = judge.staleEntries()
        #expect(stale.map(\.id) == ["baseline[0]", "baseline[1]"])
        #expect(stale.allSatisfy { $0.severity == .should && $0.verdict == .fail })
        #expect(
            stale.map(\.message) == [
                "stale: it holds now, so the entry can go (ticket 12)",
                "stale: no check is called so, so the entry can go (ticket 12)",
            ]
        )
        // Another scenario may still need it.
        #expect(judge.apply(to: [finding(.fail)], of: "b").map(\.verdict) == [.warn])
        #expect(judge.staleEntries().map(\.id) == ["baseline[1]"])
    }

    @Test(arguments: [FindingVerdict.skip, .inconclusive])
    func `of what could not be judged nothing is known`(verdict: FindingVerdict) throws {
        var judge = try judge(("expect[0]", nil, "2026-12-31"))
        #expect(judge.apply(to: [finding(verdict)], of: "a") == [finding(verdict)])
        #expect(judge.staleEntries().isEmpty)
    }
}
