import ContractKit
import DeliveryKit
package import JSONKit
import SimulationKit

/// Reads the JSON report back: what `RunReportJSON` writes, of this version of the tool or an earlier one.
///
/// Keys that are not known are passed over, as later versions add some; what every report has is required.
package struct RunReportReader {
    /// Most runs in one report.
    package static let runsMax = 10_000
    /// Most bytes of one report.
    package static let bytesMax = 64 << 20
    /// Most of anything that a report counts or measures, so that what is made of it stays within 64 bits.
    package static let numberMax: Int64 = 1 << 48

    /// The runs of a report, one or several.
    ///
    /// Throws the first thing that is wrong, at its place: no JSON, no report of portsim, a newer format, a key
    /// that is missing or holds something else.
    package static func read(_ bytes: [UInt8]) throws(Diagnostic) -> [RunReport] {
        let limits = JSONLimits(bytesMax: bytesMax)
        let root = try JSONReader.read(bytes, dialect: .json, limits: limits)
        guard root.object != nil, root["portsim"] != nil else {
            throw Diagnostic(
                "this is no report of portsim: those begin with \"portsim\": 1",
                at: root.opening
            )
        }
        try checkVersion(of: root)
        guard let runs = root["runs"] else { return [try report(root)] }
        guard let nodes = runs.array else { throw Diagnostic("'runs' is a list of reports", at: runs.range) }
        guard nodes.count <= runsMax else {
            throw Diagnostic("there are more than \(runsMax) runs", at: runs.opening)
        }
        var reports: [RunReport] = []
        for node in nodes {
            try checkVersion(of: node)
            reports.append(try report(node))
        }
        return reports
    }

    private static func checkVersion(of node: JSONNode) throws(Diagnostic) {
        let version = try node.required("portsim")
        guard let number = version.int64, number >= 1 else {
            throw Diagnostic("the version of the format is a whole number", at: version.range)
        }
        guard number <= RunReportJSON.formatVersion else {
            throw Diagnostic(
                "this is of a newer format, \(number), and this version of portsim reads "
                    + "\(RunReportJSON.formatVersion); use the version that wrote it",
                at: version.range
            )
        }
    }

    private static func report(_ node: JSONNode) throws(Diagnostic) -> RunReport {
        let command = try node.text("command")
        guard command != "diff" else {
            throw Diagnostic("this compares two runs, and is no report of one", at: node.opening)
        }
        var checks: [Finding] = []
        var places: [String: ReportPlace] = [:]
        for check in try node.list("checks") {
            let finding = try finding(check)
            checks.append(finding)
            if let place = check["place"] {
                places[finding.id] = ReportPlace(
                    file: try place.text("file"),
                    line: max(1, try place.integer("line")),
                    column: max(1, try place.integer("column"))
                )
            }
        }
        var report = RunReport(
            command: command,
            version: try node.text("version"),
            subject: RunReport.Subject(
                scenario: try node.text("scenario"),
                profile: try node.text("profile"),
                seed: try seed(node)
            ),
            verdict: try node.word("verdict"),
            explanation: try node.optionalText("explanation"),
            exitCode: try exitCode(node),
            digest: try node.text("digest"),
            wallNanoseconds: try node.decimal("wallSeconds", power: 9, max: numberMax / 1_000_000),
            isResumed: node["resumed"]?.bool ?? false,
            simulatedMilliseconds: try node.decimal("simulatedSeconds", power: 3),
            eventTypes: [],
            eventCounts: [],
            tally: RunTally(),
            checks: checks
        )
        report.places = places
        report.file = try node.optionalText("file")
        report.isStrict = node["strict"]?.bool ?? false
        report.events = try events(node)
        report.deliveries = try deliveries(node)
        report.attemptCount = try node.integer("attempts")
        report.retryCount = try node.optionalInteger("retries") ?? 0
        report.resentCount = try node.optionalInteger("resent") ?? 0
        report.faults = try faults(node)
        report.ack = try ack(node)
        report.consumerLines = try node["consumerStderr"].map { _ throws(Diagnostic) in
            try node.texts("consumerStderr")
        }
        report.reproduction = try node["reproduction"].map { reproduction throws(Diagnostic) in
            Reproduction(arguments: try reproduction.texts("arguments"))
        }
        return report
    }

    private static func seed(_ node: JSONNode) throws(Diagnostic) -> UInt64 {
        let seed = try node.required("seed")
        guard let value = seed.number?.uint64 else {
            throw Diagnostic("'seed' is a whole number from 0 to \(UInt64.max)", at: seed.range)
        }
        return value
    }

    private static func exitCode(_ node: JSONNode) throws(Diagnostic) -> Int32 {
        let code = try node.integer("exitCode")
        guard (0...255).contains(code) else {
            throw Diagnostic("'exitCode' is a number from 0 to 255", at: try node.required("exitCode").range)
        }
        return Int32(code)
    }

    private static func events(_ node: JSONNode) throws(Diagnostic) -> [RunReport.EventCount] {
        let counts = try node.required("events").required("byType")
        var events: [RunReport.EventCount] = []
        for member in try counts.members("byType") {
            guard let type = EventType(name: member.key) else {
                throw Diagnostic("this version of portsim knows no such event", at: member.keyRange)
            }
            let count = try member.value.decimal(called: member.key, power: 0)
            events.append(RunReport.EventCount(type: type, count: count))
        }
        return events
    }

    private static func faults(_ node: JSONNode) throws(Diagnostic) -> [RunReport.FaultCount] {
        guard node["faults"] != nil else { return [] }
        var faults: [RunReport.FaultCount] = []
        for fault in try node.list("faults") {
            let legality = try fault.required("legal")
            faults.append(
                RunReport.FaultCount(
                    name: try fault.word("fault"),
                    aim: try fault.text("aim"),
                    legality: legality.bool.map { $0 ? .legal : .illegal },
                    injected: try fault.integer("injected")
                )
            )
        }
        return faults
    }

    private static func deliveries(_ node: JSONNode) throws(Diagnostic) -> DeliveryCounts {
        let counts = try node.required("deliveries")
        return DeliveryCounts(
            total: try counts.integer("total"),
            delivered: try counts.integer("delivered"),
            failed: try counts.integer("failed"),
            cancelled: try counts.optionalInteger("cancelled") ?? 0,
            dropped: try counts.optionalInteger("dropped") ?? 0
        )
    }

    private static func ack(_ node: JSONNode) throws(Diagnostic) -> AckSummary? {
        let ack = try node.required("ack")
        guard try !ack.required("maxMilliseconds").isNull else { return nil }
        return AckSummary(
            p50Microseconds: try ack.decimal("p50Milliseconds", power: 3),
            p95Microseconds: try ack.decimal("p95Milliseconds", power: 3),
            p99Microseconds: try ack.decimal("p99Milliseconds", power: 3),
            maxMicroseconds: try ack.decimal("maxMilliseconds", power: 3)
        )
    }

    private static func finding(_ node: JSONNode) throws(Diagnostic) -> Finding {
        Finding(
            id: try node.text("id"),
            name: try node.text("name"),
            severity: try node.word("severity"),
            verdict: try node.word("verdict"),
            message: try node.text("message"),
            origin: node["origin"]?.string == "threshold" ? .threshold : .check,
            evidence: try node["evidence"].map { node throws(Diagnostic) in try evidence(node) }
                ?? FindingEvidence()
        )
    }

    private static func evidence(_ node: JSONNode) throws(Diagnostic) -> FindingEvidence {
        var items: [FindingEvidence.Item] = []
        for item in try node.list("items") {
            let place: FindingEvidence.Item.Place
            if item["probe"] != nil {
                place = .probe(Int(clamping: try item.integer("probe")))
            } else if item["exchange"] != nil {
                place = .exchange(Int(clamping: try item.integer("exchange")))
            } else if item["attempt"] != nil {
                place = .attempt(
                    delivery: try item.integer("delivery"),
                    number: Int32(clamping: try item.integer("attempt"))
                )
            } else {
                place = .delivery(try item.integer("delivery"))
            }
            items.append(FindingEvidence.Item(place, try item.text("text")))
        }
        return FindingEvidence(
            items: items,
            omittedCount: try node.optionalInteger("omitted") ?? 0,
            expected: try node.optionalText("expected"),
            actual: try node.optionalText("actual"),
            answer: try answer(node)
        )
    }

    private static func answer(_ node: JSONNode) throws(Diagnostic) -> FindingEvidence.Answer? {
        guard let status = node["status"] else { return nil }
        return FindingEvidence.Answer(
            status: status.isNull ? nil : Int(clamping: try node.integer("status")),
            tookMicroseconds: try node.decimal("milliseconds", power: 3)
        )
    }
}

extension JSONNode {
    /// Where the value begins: what is missing in it is told there.
    fileprivate var opening: SourceRange {
        SourceRange(lower: range.lower, upper: min(range.lower + 1, range.upper))
    }

    fileprivate func required(_ key: String) throws(Diagnostic) -> JSONNode {
        guard object != nil else {
            throw Diagnostic("an object with '\(key)' stands here in a report", at: range)
        }
        guard let value = self[key] else { throw Diagnostic("'\(key)' is missing", at: opening) }
        return value
    }

    fileprivate func text(_ key: String) throws(Diagnostic) -> String {
        let value = try required(key)
        guard let text = value.string else { throw Diagnostic("'\(key)' is a text", at: value.range) }
        return text
    }

    fileprivate func optionalText(_ key: String) throws(Diagnostic) -> String? {
        self[key] == nil ? nil : try text(key)
    }

    fileprivate func integer(_ key: String) throws(Diagnostic) -> Int64 {
        try decimal(key, power: 0)
    }

    fileprivate func optionalInteger(_ key: String) throws(Diagnostic) -> Int64? {
        self[key] == nil ? nil : try integer(key)
    }

    /// A number times a power of ten, which is a whole number that is not negative.
    fileprivate func decimal(
        _ key: String,
        power: Int,
        max: Int64 = RunReportReader.numberMax
    ) throws(Diagnostic) -> Int64 {
        try required(key).decimal(called: key, power: power, max: max)
    }

    /// The number that this is, times a power of ten; `max` is of the number itself.
    fileprivate func decimal(
        called key: String,
        power: Int,
        max: Int64 = RunReportReader.numberMax
    ) throws(Diagnostic) -> Int64 {
        let one = (0..<power).reduce(1 as Int64) { product, _ in product * 10 }
        guard let number = number?.int64(timesPowerOfTen: power), (0...max * one).contains(number) else {
            let decimals = power == 0 ? "" : " with at most \(power) decimals"
            let words = power == 0 ? "a whole number" : "a number"
            throw Diagnostic("'\(key)' is \(words) from 0 to \(max)\(decimals)", at: range)
        }
        return number
    }

    fileprivate func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String
    ) throws(Diagnostic) -> Word {
        let value = try required(key)
        let known = Word.allCases.map(\.rawValue)
        guard let text = value.string else {
            throw Diagnostic("'\(key)' is one of \(known.joined(separator: ", "))", at: value.range)
        }
        guard let word = Word(rawValue: text) else {
            throw Diagnostic(
                "'\(key)' is one of \(known.joined(separator: ", "))",
                at: value.range,
                suggestion: Suggestion.nearest(to: text, among: known)
            )
        }
        return word
    }

    fileprivate func list(_ key: String) throws(Diagnostic) -> [JSONNode] {
        let value = try required(key)
        guard let list = value.array else { throw Diagnostic("'\(key)' is a list", at: value.range) }
        return list
    }

    fileprivate func texts(_ key: String) throws(Diagnostic) -> [String] {
        var texts: [String] = []
        for node in try list(key) {
            guard let text = node.string else { throw Diagnostic("this is a text", at: node.range) }
            texts.append(text)
        }
        return texts
    }

    fileprivate func members(_ name: String) throws(Diagnostic) -> [JSONMember] {
        guard let members = object else { throw Diagnostic("'\(name)' is an object", at: range) }
        return members
    }
}
