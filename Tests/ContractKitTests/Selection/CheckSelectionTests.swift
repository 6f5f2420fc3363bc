import ContractKit
import Testing

struct CheckSelectionTests {
    private let findings = [
        Finding(id: "expect[0]", name: "all arrive", severity: .must, verdict: .fail, message: "no"),
        Finding(id: "expect[1]", name: "none fails", severity: .must, verdict: .pass, message: "yes"),
        Finding(id: "expect[2]", name: "in order", severity: .should, verdict: .fail, message: "no"),
    ]

    @Test func `what is left out is shown as skipped, with the flag that did it`() {
        let skipping = CheckSelection(skip: ["all arrive"]).applied(to: findings)
        #expect(skipping.map(\.verdict) == [.skip, .pass, .fail])
        #expect(skipping[0].message == "left out by --skip")
        let only = CheckSelection(only: ["expect[1]", "in order"], skip: ["expect[2]"]).applied(to: findings)
        #expect(only.map(\.verdict) == [.skip, .pass, .skip])
        #expect(only.map(\.message) == ["left out by --only", "yes", "left out by --skip"])
        #expect(CheckSelection().applied(to: findings) == findings)
        #expect(CheckSelection().isEmpty)
    }

    @Test func `words that no check is called by are found`() {
        let checks = findings.map { (id: $0.id, name: $0.name) }
        let selection = CheckSelection(only: ["expect[0]", "expect[9]"], skip: ["in order", "disorder"])
        #expect(selection.unknown(among: checks) == ["expect[9]", "disorder"])
    }

    @Test func `an expectation is called by its name, or by what it expects`() {
        let named = Expectation(place: 0, name: "quiet", kind: .accepted(allowPending: false))
        let nameless = Expectation(place: 1, kind: .accepted(allowPending: false))
        #expect(CheckSelection(only: ["quiet"]).includes(named))
        #expect(CheckSelection(only: ["every delivery is accepted"]).includes(nameless))
        #expect(!CheckSelection(only: ["quiet"]).includes(nameless))
    }
}
