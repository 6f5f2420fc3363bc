import ContractKit
import Testing

@testable import ReportKit

struct GitHubAnnotationsTests {
    @Test func `what fails is an error and what need not hold a warning, each at its place`() {
        let lines = GitHubAnnotations.lines(of: [ReportSamples.failed()]) { "sub/\($0)" }
        #expect(
            lines == [
                "::error file=sub/Scenarios/my first.json5,line=12,col=5,title=the whole language%3A every delivery is accepted::2 of 14 deliveries failed for good%0Awhd_1 of alice: answered 500%0Awhd_2 of bob: no answer%0Aand 3 more%0Aexpect[0], seed 42",
                "::error file=sub/Scenarios/shared/team.base.json5,line=3,col=17,title=the whole language%3A ack.p95 < 500 ms::ack.p95 is 731 ms, expected < 500 ms%0Athreshold[ack.p95], seed 42",
                "::warning file=sub/Scenarios/my first.json5,line=1,title=the whole language%3A a wish::not fulfilled%0Aexpect[1], seed 42",
                "::warning file=sub/Scenarios/my first.json5,line=1,title=the whole language%3A a hint::slow%0Aexpect[3], seed 42",
            ]
        )
        #expect(GitHubAnnotations.lines(of: [.passing()]) == [])
    }

    @Test func `with strictness a should is an error`() {
        var report = ReportSamples.failed()
        report.isStrict = true
        let lines = GitHubAnnotations.lines(of: [report])
        #expect(lines.count { $0.hasPrefix("::error ") } == 3)
    }

    @Test func `a run that nobody answered or that was stopped is an error`() {
        #expect(GitHubAnnotations.lines(of: [ReportSamples.inconclusive()]).count == 2)
        let aborted = GitHubAnnotations.lines(of: [ReportSamples.aborted()])
        #expect(aborted.count == 1 && aborted[0].contains("::stopped by signal 15 before the end%0A"))
    }

    @Test func `of more than ten the tenth says how many more there are`() {
        var report = ReportSamples.failed()
        report.checks =
            Array(repeating: report.checks[0], count: 25) + Array(repeating: report.checks[1], count: 10)
        let lines = GitHubAnnotations.lines(of: [report])
        #expect(lines.count == 20)
        #expect(lines[9] == "::error title=portsim::and 16 more, which the summary of this step shows")
        #expect(lines[10...].allSatisfy { $0.contains("a wish") })
    }

    @Test(arguments: UInt64(0)..<200)
    func `no text begins a command of its own or adds a property`(seed: UInt64) {
        for whole in GitHubAnnotations.lines(of: ReportSamples.drawn(seed: seed)) {
            // As a runner reads it, for whom nothing combines with a colon.
            let line = String(decoding: whole.utf8.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
            #expect(!line.unicodeScalars.contains { $0 == "\n" || $0 == "\r" })
            let parts = line.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
            #expect(parts.count == 3 && parts[0] == "")
            let properties = parts[1].drop { $0 != " " }.dropFirst().split(
                separator: ",",
                omittingEmptySubsequences: false
            )
            let names = properties.map { $0.prefix { $0 != "=" } }
            #expect(
                [["title"], ["file", "line", "title"], ["file", "line", "col", "title"]].contains(names)
            )
            #expect(line.utf8.count < 4 * GitHubAnnotations.messageBytesMax)
        }
    }
}
