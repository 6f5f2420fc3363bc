import ContractKit
import ReportKit
import TestSupport
import Testing

@testable import portsim

@Suite struct ExplainTests {
    @Test func `a check is explained in every language`() throws {
        let result = try Tool.run(["explain", "sig-03"])
        #expect(result.exitCode == 0 && result.error.isEmpty)
        #expect(result.output.hasPrefix("SIG-03  "))
        let titles = result.output.split(separator: "\n").filter { $0.hasPrefix("── ") }
        #expect(
            titles.compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) }
                == ["Node", "Python", "Go", "PHP", "Ruby", "Java", "Swift"]
        )
        #expect(titles.filter { $0.hasSuffix("unchecked: not run by our tests") }.count == 5)
    }

    @Test func `languages are chosen, in the order in which they are named`() throws {
        let chosen = [
            ["--lang", "python"], ["--lang", "swift,Node"], ["--lang", "go", "--lang=go", "--lang", "php"],
        ]
        let languages = try chosen.map { words -> [CodeLanguage] in
            guard case .explain(let explain) = try Invocation(["explain", "SIG-03"] + words) else {
                return []
            }
            return explain.languages
        }
        #expect(languages == [[.python], [.swift, .node], [.go, .php]])
    }

    @Test func `a family is listed, and all of them`() throws {
        let family = try Tool.run(["explain", "ord"])
        #expect(family.output.split(separator: "\n").count == 1 + CheckFamily.ordering.checks.count)
        let all = try Tool.run(["explain"])
        let ids = all.output.split(separator: "\n").filter { $0.hasPrefix("  ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(ids == ContractCheck.all.map(\.id) && ids.count == 76)
        #expect(all.error == "'portsim explain ID' explains one of them\n")
    }

    @Test func `the checks are listed, a line each`() throws {
        let lines = try Tool.run(["list", "checks"]).output.split(separator: "\n").map(String.init)
        #expect(lines.count == 76)
        let gate = try #require(ContractCheck.all.first)
        #expect(lines.first == "SIG-01  must    -      \(gate.title)")
    }

    @Test(arguments: [
        (
            ["explain", "SIG-3"],
            "there is no check 'SIG-3'", "did you mean 'SIG-03'?", "'portsim list checks' lists the checks"
        ),
        (
            ["explain", "XYZ-99999"],
            "there is no check 'XYZ-99999'", nil, "'portsim list checks' lists the checks"
        ),
        (
            ["explain", "SIG-03", "--lang", "pyton"],
            "--lang cannot be 'pyton': expected one of node, python, go, php, ruby, java, swift",
            "did you mean 'python'?", "'portsim COMMAND --help' says what each flag takes"
        ),
        (
            ["explain", "SIG-03", "SIG-04"],
            "'explain' takes one argument, but 'SIG-04' is given too", nil,
            "usage: portsim explain [FLAGS] [ID]"
        ),
    ])
    func `what cannot be explained is said`(
        words: [String],
        message: String,
        suggestion: String?,
        pointer: String
    ) throws {
        let error = try #require(throws: UsageError.self) { try Invocation(words) }
        #expect(error.message == message)
        #expect(error.help == [suggestion, pointer].compactMap(\.self))
    }
}
