import ContractKit
import JSONKit
import ReportKit
import Testing

struct TAPReportTests {
    @Test(arguments: ReportSamples.all.map(\.name))
    func `a report follows the protocol and says what the cases say`(sample: String) throws {
        try expectSound(ReportSamples.reports(sample))
    }

    @Test(arguments: UInt64(0)..<200)
    func `random texts leave it sound`(seed: UInt64) throws {
        try expectSound(ReportSamples.drawn(seed: seed))
    }

    @Test func `without checks there is a plan that says so`() throws {
        var report = RunReport.passing()
        report.checks = []
        let document = try TAPDocument(String(decoding: TAPReport.bytes(of: [report]), as: UTF8.self))
        #expect(document.points.isEmpty)
    }

    private func expectSound(_ reports: [RunReport]) throws {
        let document = try TAPDocument(String(decoding: TAPReport.bytes(of: reports), as: UTF8.self))
        guard reports.count > 1 else {
            try expect(document.points, reports[0].cases)
            return
        }
        #expect(document.points.count == reports.count)
        for (point, report) in zip(document.points, reports) {
            try expect(point.subtest, report.cases)
            let isGood = report.cases.allSatisfy { $0.outcome != .failed && $0.outcome != .undecided }
            #expect(point.isOK == isGood)
        }
    }

    private func expect(_ points: [TAPDocument.Point], _ cases: [ReportCase]) throws {
        try #require(points.count == cases.count)
        for (point, one) in zip(points, cases) {
            switch one.outcome {
            case .passed: #expect(point.isOK && point.directive == nil)
            case .skipped: #expect(point.isOK && point.directive == "SKIP")
            case .warned: #expect(!point.isOK && point.directive == "TODO")
            case .failed, .undecided: #expect(!point.isOK && point.directive == nil)
            }
            let hasBlock = one.outcome != .passed && one.outcome != .skipped
            #expect((point.facts["severity"] == one.severity.rawValue) == hasBlock)
        }
    }
}

/// A strict reader of the Test Anything Protocol, version 14, that takes the subset of YAML which is JSON texts.
struct TAPDocument {
    struct Problem: Error {
        let line: String
    }

    /// One test point with what stands below and above it.
    struct Point {
        let isOK: Bool
        /// `SKIP` or `TODO`.
        let directive: String?
        /// The texts of its block of YAML.
        var facts: [String: String] = [:]
        /// The points of the subtest that it ends.
        let subtest: [Point]
    }

    private(set) var points: [Point] = []

    init(_ text: String) throws {
        for line in text.unicodeScalars.split(separator: "\n") {
            // Only blocks of YAML have texts in quotation marks at their ends.
            let isYAML = line.last == "\"" && line.first == " "
            guard !isYAML || line.allSatisfy({ Self.isPrintable($0) }) else {
                throw Problem(line: String(line))
            }
        }
        // As a harness reads it, for whom nothing combines with a space or a mark.
        let text = String(decoding: text.utf8.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
        // Every line ends, and no character but the line feed ends one.
        guard text.unicodeScalars.last == "\n" else { throw Problem(line: "no end") }
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }[...]
        lines.removeLast()
        guard lines.popFirst() == "TAP version 14" else { throw Problem(line: "no version") }
        points = try Self.points(&lines, indent: "")
        guard lines.isEmpty else { throw Problem(line: lines[lines.startIndex]) }
    }

    private static func points(_ lines: inout ArraySlice<String>, indent: String) throws -> [Point] {
        let plan = try count(plan: lines.popFirst() ?? "", indent: indent)
        var points: [Point] = []
        var subtest: [Point] = []
        while let whole = lines.first, whole.hasPrefix(indent) {
            let line = String(whole.dropFirst(indent.count))
            if line.hasPrefix("    ") {
                guard subtest.isEmpty else { throw Problem(line: line) }
                subtest = try Self.points(&lines, indent: indent + "    ")
                continue
            }
            lines.removeFirst()
            if line.hasPrefix("# ") { continue }
            var point = try self.point(line, number: points.count + 1, subtest: subtest)
            subtest = []
            if lines.first == indent + "  ---" { point.facts = try facts(&lines, indent: indent + "  ") }
            points.append(point)
        }
        guard points.count == plan else { throw Problem(line: "\(points.count) points, \(plan) planned") }
        return points
    }

    private static func count(plan line: String, indent: String) throws -> Int {
        guard let match = line.wholeMatch(of: /(\ *)1\.\.(\d+)( # SKIP .+)?/), match.1 == indent,
            let count = Int(match.2), (count == 0) == (match.3 != nil)
        else { throw Problem(line: line) }
        return count
    }

    private static func point(_ line: String, number: Int, subtest: [Point]) throws -> Point {
        let isOK = line.hasPrefix("ok ")
        let head = "\(isOK ? "ok" : "not ok") \(number) - "
        guard line.hasPrefix(head) else { throw Problem(line: line) }
        // A `#` that is not escaped begins the directive.
        var directive: String?
        var isEscaped = false
        let scalars = Array(line.unicodeScalars.dropFirst(head.unicodeScalars.count))
        for (place, scalar) in scalars.enumerated() {
            if scalar == "#", !isEscaped {
                let rest = String(String.UnicodeScalarView(scalars[place...]))
                guard let match = rest.prefixMatch(of: /# (SKIP|TODO) ?/), place > 0,
                    scalars[place - 1] == " "
                else { throw Problem(line: line) }
                directive = String(match.1)
                break
            }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return Point(isOK: isOK, directive: directive, subtest: subtest)
    }

    /// Reads a block from its `---` to its `...`.
    private static func facts(_ lines: inout ArraySlice<String>, indent: String) throws -> [String: String] {
        var facts: [String: String] = [:]
        lines.removeFirst()
        while let whole = lines.popFirst() {
            guard whole.hasPrefix(indent) else { throw Problem(line: whole) }
            let line = String(whole.dropFirst(indent.count))
            if line == "..." { return facts }
            if line == "details:" { continue }
            let isItem = line.hasPrefix("  - ")
            let parts = line.split(separator: isItem ? "- " : ": ", maxSplits: 1)
            guard parts.count == 2, let value = try? JSONReader.read(Array(parts[1].utf8), dialect: .json)
            else { throw Problem(line: line) }
            // YAML 1.2.2, production 1: c-printable.
            guard parts[1].unicodeScalars.allSatisfy({ isPrintable($0) }) else { throw Problem(line: line) }
            if !isItem { facts[String(parts[0])] = value.string ?? "" }
        }
        throw Problem(line: "a block without an end")
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
