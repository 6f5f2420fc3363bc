import Testing

@testable import portsim

@Suite struct ArgumentScannerTests {
    @Test func `a value follows its flag or an equals sign, which it may hold itself`() throws {
        let scanned = try ScannedArguments(["--db", "a=b", "--report=json=c", "--report", "d"], for: .run)
        #expect(scanned.value(.database) == "a=b")
        #expect(scanned.all(.report) == ["json=c", "d"])
    }

    @Test func `two dashes end the flags`() throws {
        let scanned = try ScannedArguments(["a", "--quiet", "--", "--verbose", "-x", "--", "b"], for: .run)
        #expect(scanned.has(.quiet) && !scanned.has(.verbose))
        #expect(scanned.positionals == ["a", "--verbose", "-x", "--", "b"])
    }

    @Test func `a lone dash and nothing at all are arguments`() throws {
        let scanned = try ScannedArguments(["-", ""], for: .run)
        #expect(scanned.positionals == ["-", ""])
    }

    @Test func `a value may begin with one dash`() throws {
        #expect(try ScannedArguments(["--db", "-x"], for: .run).value(.database) == "-x")
    }

    @Test func `a switch may be given twice`() throws {
        #expect(try ScannedArguments(["--quiet", "--quiet"], for: .run).has(.quiet))
    }

    @Test func `the value behind a misspelled flag is not repeated`() {
        let error = #expect(throws: UsageError.self) {
            try ScannedArguments(["--secrt=hunter2"], for: .run)
        }
        #expect(error?.message == "'run' has no flag '--secrt'")
        #expect(error?.help.joined().contains("hunter2") == false)
    }
}
