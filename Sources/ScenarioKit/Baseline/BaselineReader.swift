package import ContractKit
package import JSONKit

/// Reads files of known failures, with problems located as those of scenarios are.
package enum BaselineReader {
    /// Most entries of a file.
    package static let entriesMax = 1_000

    /// Reads a baseline; throws everything that is wrong with it, a syntax error alone.
    package static func read(_ source: SourceText) throws(ScenarioProblems) -> Baseline {
        let reading = Reading()
        var baseline = Baseline([])
        do throws(Diagnostic) {
            let limits = JSONLimits(bytesMax: ScenarioLimits.fileBytesMax)
            let root = try JSONReader.read(source.bytes, dialect: .json5, limits: limits)
            baseline = decode(root, reading)
        } catch {
            throw ScenarioProblems(diagnostics: [error], omittedCount: 0, source: source)
        }
        guard reading.problemCount == 0 else {
            throw ScenarioProblems(
                diagnostics: reading.diagnostics,
                omittedCount: reading.problemCount - reading.diagnostics.count,
                source: source
            )
        }
        return baseline
    }

    private static func decode(_ root: JSONNode, _ reading: Reading) -> Baseline {
        let whole = ValueCursor(root, .object(.baseline), label: "a baseline", reading)
        guard var object = whole.object() else { return Baseline([]) }
        object["portsim"]?.version()
        let entries = object["accepted"]?.list()?.compactMap { entry($0) } ?? []
        object.finish()
        return Baseline(entries)
    }

    private static func entry(_ value: ValueCursor) -> Baseline.Entry? {
        guard var object = value.object() else { return nil }
        let check = object["check"]?.text()
        let scenario = object["scenario"]?.text()
        let reason = object["reason"]?.text()
        let expires = object["expires"].flatMap { day($0) }
        object.finish()
        guard let check, let reason, let expires else { return nil }
        return Baseline.Entry(check: check, scenario: scenario, reason: reason, expires: expires)
    }

    private static func day(_ value: ValueCursor) -> CalendarDay? {
        guard let text = value.text() else { return nil }
        guard let day = CalendarDay(text) else {
            value.report("\(Diagnostic.quoted(text)) is no day of the calendar; write it as in '2026-12-31'")
            return nil
        }
        return day
    }
}

extension Shape {
    /// A file of known failures.
    package static let baseline = Shape(
        "a baseline",
        "Failures that are known, each with its reason and the day on which it is looked at again.",
        [
            Field(required: "portsim", .version, "The version of the format."),
            Field(
                required: "accepted",
                .list(of: .object(.baselineEntry), count: 0...BaselineReader.entriesMax),
                "The failures that are put up with."
            ),
        ]
    )

    /// An entry of it.
    package static let baselineEntry = Shape(
        "a known failure",
        "A check that fails, and for how long that decides nothing.",
        [
            Field(
                required: "check",
                .text(bytes: 1...ScenarioLimits.textBytesMax),
                "The id or the name of the check, as reports show it."
            ),
            Field(
                "scenario",
                .text(bytes: 1...ScenarioLimits.textBytesMax),
                "The name of the scenario that it fails in.",
                standard: "any"
            ),
            Field(
                required: "reason",
                .text(bytes: 1...ScenarioLimits.textBytesMax),
                "Why it is put up with."
            ),
            Field(
                required: "expires",
                .text(bytes: 10...10),
                "The last day on which it is, in UTC, as in 2026-12-31."
            ),
        ]
    )
}
