import Testing

@testable import portsim_bench

@Suite struct BenchArgumentsTests {
    @Test func `without arguments everything is measured in full`() throws {
        let arguments = try BenchArguments([])
        #expect(arguments.rows == Row.allCases)
        #expect(arguments.size == .full)
        #expect(!arguments.isJSON && !arguments.wantsHelp)
        #expect(arguments.portsimPath == nil)
    }

    @Test func `rows keep the order of the table and come once`() throws {
        let words = [
            "--only", "run", "--quick", "--only", "generate", "--only", "run", "--json", "--portsim", "x",
        ]
        let arguments = try BenchArguments(words)
        #expect(arguments.rows == [.generate, .run])
        #expect(arguments.size == .quick)
        #expect(arguments.isJSON)
        #expect(arguments.portsimPath == "x")
    }

    @Test(arguments: [
        (["--onyl"], "unknown argument '--onyl'", "did you mean '--only'?"),
        (["--only", "rnu"], "unknown row 'rnu'", "did you mean 'run'?"),
        (
            ["--only", "qqqqqq"], "unknown row 'qqqqqq'",
            "one of: generate, run, growth, lateness, slow-consumer, send, first-request"
        ),
        (["--only"], "--only needs a value", nil),
        (["run"], "unknown argument 'run'", "one of: --json, --only, --quick, --portsim, --help"),
    ])
    func `a mistake says what was probably meant`(words: [String], message: String, help: String?) {
        #expect(throws: BenchError.usage(message: message, help: help)) { try BenchArguments(words) }
    }

    @Test func `the help names every row and every peer within a line's width`() {
        for row in Row.allCases { #expect(BenchArguments.help.contains("\n  \(row.rawValue) ")) }
        for peer in Peer.allCases { #expect(BenchArguments.help.contains(peer.rawValue)) }
        for line in BenchArguments.help.split(separator: "\n") { #expect(line.count <= 100) }
    }
}
