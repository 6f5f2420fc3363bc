import ContractKit
import SimulationKit
import Testing

@testable import ReportKit

@Suite struct ExplanationTextTests {
    @Test func `an explanation of a check from its first line to its last`() throws {
        let check = try Self.check("SIG-03")
        let text = ExplanationText.text(of: check, in: [.python, .go], style: .plain)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.first == "SIG-03  \(check.title)")
        #expect(lines[1] == "  signature; must: a run fails without it")
        #expect(lines.filter(Self.titles.contains) == ["what is sent", "why it matters", "source"])
        #expect(lines.contains("fix: \(check.remedy.title)"))
        let words = Self.words(text)
        for sentences in [check.sends, check.why, check.source, check.remedy.summary] {
            #expect(words.contains(Self.words(sentences)))
        }
        // Code stands there as it can be copied.
        let python = check.remedy.code(in: .python)
        let go = check.remedy.code(in: .go)
        #expect(text.contains("── Python  read-signature.py  run by our tests\n\n\(python)\n"))
        #expect(text.hasSuffix("── Go  read-signature.go  unchecked: not run by our tests\n\n\(go)"))
    }

    @Test(arguments: ContractCheck.all.map(\.id))
    func `every explanation fits into eighty columns`(id: String) throws {
        let text = ExplanationText.text(of: try Self.check(id), in: CodeLanguage.allCases, style: .plain)
        for line in text.split(separator: "\n") where TextWidth.columns(of: line) > 80 {
            Issue.record("\(line)")
        }
        #expect(text.contains("what is sent") && text.contains("why it matters"))
    }

    @Test func `sentences are broken for the terminal and code is not`() throws {
        let check = try Self.check("SIG-03")
        let narrow = ExplanationText.text(of: check, in: [.node], style: .plain, columnsMax: 50)
        let head = narrow.split(separator: "\n").prefix { !$0.hasPrefix("──") }
        #expect(head.count > 10 && head.allSatisfy { TextWidth.columns(of: $0) <= 50 })
        #expect(narrow.hasSuffix(check.remedy.code(in: .node)))
    }

    @Test func `what a check cannot do without is said`() throws {
        let check = try #require(ContractCheck.all.first { $0.effects == .some && !$0.needs.isEmpty })
        let text = ExplanationText.text(of: check, in: [], style: .plain)
        #expect(text.contains("\nneeds\n  A probe: "))
        let needs = Set(ContractCheck.all.flatMap(\.needs))
        #expect(needs == Set(ContractCheck.Need.allCases))
        for need in needs {
            let one = try #require(ContractCheck.all.first { $0.needs.contains(need) })
            #expect(CheckNeeds.sentences(of: one).count == one.needs.count + (one.effects == .none ? 0 : 1))
        }
    }

    @Test func `documents are told by their numbers, and issues are none`() throws {
        let cited = SourceDocument.cited(in: "004; 000, 'now'; a/b#001, 1.002, 10003")
        #expect(cited == [.portfolioSetup, .portfolioEventsAgain])
        let text = ExplanationText.text(of: try Self.check("SIG-01"), in: [], style: .plain)
        #expect(text.contains("(000: the portfolio provider's webhook setup; 004: "))
        let titles = Set(SourceDocument.allCases.map(\.title))
        #expect(titles.count == SourceDocument.allCases.count)
    }

    @Test func `a severity of its own where deliveries fan out is said`() throws {
        let differing = ContractCheck.all.filter { $0.severity(in: .kryptosV2) != $0.severity }
        #expect(differing.contains { $0.id == "IDM-04" })
        for check in ContractCheck.all {
            let text = ExplanationText.text(of: check, in: [], style: .plain).replacing(/\s+/, with: " ")
            let isSaid = text.contains(" where deliveries fan out (kryptos-v2)")
            #expect(isSaid == differing.contains { $0.id == check.id }, "\(check.id)")
        }
    }

    @Test func `colours add nothing but colours`() throws {
        let check = try Self.check("ORD-01")
        let plain = ExplanationText.text(of: check, in: [.ruby], style: .plain)
        let colored = ExplanationText.text(of: check, in: [.ruby], style: .colored)
        #expect(plain != colored && !plain.contains("\u{1B}"))
        #expect(colored.replacing(/\u{1B}\[[0-9]*m/, with: "") == plain)
    }

    private static let titles = ["what is sent", "why it matters", "source", "needs"]

    private static func check(_ id: String) throws -> ContractCheck {
        try #require(ContractCheck.all.first { $0.id == id })
    }

    private static func words(_ text: String) -> String {
        text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
}
