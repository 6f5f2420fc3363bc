import ContractKit
import DeliveryKit
import ReportKit
import SimulationKit

/// The reports that every format is shown with.
enum ReportSamples {
    /// What they are called, and what they are.
    static let all: [(name: String, reports: [RunReport])] = [
        ("passed", [.passing()]), ("failed", [failed()]), ("inconclusive", [inconclusive()]),
        ("aborted", [aborted()]), ("several", [.passing(), failed(), aborted()]), ("hostile", [hostile()]),
        ("verified", verified()),
    ]

    /// The reports of a name.
    static func reports(_ name: String) -> [RunReport] {
        all.first { $0.name == name }?.reports ?? []
    }

    /// A finding of every verdict, some with evidence.
    private static let everyVerdict = [
        Finding(
            id: "expect[0]",
            name: "every delivery is accepted",
            severity: .must,
            verdict: .fail,
            message: "2 of 14 deliveries failed for good\nwhd_1 of alice: answered 500\nand 1 more",
            evidence: FindingEvidence(
                items: [
                    FindingEvidence.Item(
                        .attempt(delivery: 3, number: 2),
                        "whd_1 of alice: answered 500"
                    ),
                    FindingEvidence.Item(.delivery(9), "whd_2 of bob: no answer"),
                ],
                omittedCount: 3,
                expected: "14 deliveries accepted",
                actual: "2 failed for good"
            )
        ),
        Finding(
            id: "expect[1]",
            name: "a wish",
            severity: .should,
            verdict: .fail,
            message: "not fulfilled"
        ),
        Finding(id: "expect[2]", name: "a fact", severity: .info, verdict: .fail, message: "7 of 9"),
        Finding(id: "expect[3]", name: "a hint", severity: .must, verdict: .warn, message: "slow"),
        Finding(id: "expect[4]", name: "held", severity: .must, verdict: .pass, message: "as expected"),
        Finding(
            id: "expect[5]",
            name: "not this time",
            severity: .must,
            verdict: .skip,
            message: "needs a probe"
        ),
        Finding(
            id: "expect[6]",
            name: "a statement",
            severity: .info,
            verdict: .info,
            message: "42 it is"
        ),
        Finding(
            id: "threshold[ack.p95]",
            name: "ack.p95 < 500 ms",
            severity: .must,
            verdict: .fail,
            message: "ack.p95 is 731 ms, expected < 500 ms",
            origin: .threshold,
            evidence: FindingEvidence(expected: "< 500 ms", actual: "731 ms")
        ),
    ]

    /// A run with every verdict of a finding, with evidence and with places in its file.
    static func failed() -> RunReport {
        var report = RunReport.passing()
        report.verdict = .failed
        report.exitCode = 1
        report.file = "Scenarios/my first.json5"
        report.deliveries = DeliveryCounts(total: 14, delivered: 11, failed: 2)
        report.checks = everyVerdict
        report.places = [
            "expect[0]": ReportPlace(file: "Scenarios/my first.json5", line: 12, column: 5),
            "threshold[ack.p95]": ReportPlace(file: "Scenarios/shared/team.base.json5", line: 3, column: 17),
        ]
        report.faults = [
            RunReport.FaultCount(
                name: .duplicate,
                aim: "where event costbasis.completed",
                legality: .legal,
                injected: 3
            ), RunReport.FaultCount(name: .tamper, aim: "", legality: .illegal, injected: 0),
            RunReport.FaultCount(name: .crash, aim: "", legality: nil, injected: 0),
        ]
        report.consumerLines = ["listening", "Traceback: out of patience"]
        return report
    }

    /// A run that nobody answered.
    static func inconclusive() -> RunReport {
        var report = RunReport.passing()
        report.verdict = .inconclusive
        report.explanation = "no attempt was ever answered, so there was nobody to judge"
        report.exitCode = 4
        report.deliveries = DeliveryCounts(total: 14, failed: 14)
        report.ack = nil
        report.checks[0].verdict = .inconclusive
        report.checks[0].message = "14 deliveries, none answered"
        return report
    }

    /// A run that was stopped while all was well.
    static func aborted() -> RunReport {
        var report = RunReport.passing()
        report.verdict = .aborted
        report.explanation = "stopped by signal 15 before the end"
        report.exitCode = 143
        report.deliveries = DeliveryCounts(total: 14, delivered: 9)
        report.isResumed = true
        return report
    }

    /// Contract checks of two targets, of every verdict.
    private static func verified() -> [RunReport] {
        let story = """
            a delivery with a wrong signature was accepted (200)
            likely: the signature is not checked
            rule: A right delivery with 64 zeros for its signature. It must be refused. (000)
            → POST /webhooks HTTP/1.1
            →\u{20}
            → {}
            ← 200
            canary: 1 right delivery behind it accepted: the consumer survived
            again: portsim verify http://127.0.0.1:3000/webhooks --seed 42 --only SIG-02
            more: portsim explain SIG-02
            """
        let sent = ["POST /webhooks HTTP/1.1 → 200 in 3.8 ms"]
        let first = RunReport.verification([
            .check("SIG-01", .pass), .check("SIG-02", .fail, message: story, items: sent),
            .check("SIG-16", .fail, severity: .should, message: "it was read first"),
            .check("HDR-07", .info, severity: .info, message: "nothing is made of it"),
            .check("PRF-02", .warn, message: "answers take long"),
            .check("IDM-02", .skip, message: "it needs a probe"),
            .check("SEC-03", .inconclusive, message: "the endpoint did not come back"),
        ])
        let second = RunReport.verification(
            [.check("SIG-01", .pass), .check("SIG-02", .pass, status: 401)],
            of: "http://127.0.0.1:4000/",
            .passed
        )
        return [first, second]
    }

    /// A run whose texts mean something to each of the formats.
    static func hostile() -> RunReport {
        var report = failed()
        report.subject.scenario = HostileText.all.joined(separator: " ")
        report.file = "dir with space/ünï#%?&.json5"
        report.explanation = "::error::not a command\n]]>"
        report.checks = HostileText.all.enumerated().map { place, text in
            Finding(
                id: "expect[\(place)]",
                name: text,
                severity: .must,
                verdict: place.isMultiple(of: 2) ? .fail : .pass,
                message: "\(text)\n\(text)\n\(text)",
                evidence: FindingEvidence(
                    items: [FindingEvidence.Item(.probe(place), text)],
                    omittedCount: 1,
                    expected: text,
                    actual: text
                )
            )
        }
        report.places = [:]
        report.consumerLines = HostileText.all
        report.reproduction = Reproduction(command: "run", path: "it's `here`", seed: 1)
        return report
    }
}

/// Texts that break what is put together without care.
enum HostileText {
    /// Each of them once.
    static let all = [
        "]]>", "<b>&amp;\"'</b>", "a\r\nb\nc\rd\te", "\u{0}\u{1}\u{8}\u{B}\u{1F}\u{7F}\u{85}\u{9F}",
        "👩‍👩‍👧‍👦 é e\u{301} 日本語", "\u{202E}desrever\u{2066}", "\u{FFFE}\u{FFFF}\u{2028}\u{2029}\u{FEFF}",
        "# no heading", "| a | b |", "```\n~~~", "\\# SKIP \\", "# TO" + "DO # skip", "  ---\n  ...\nok 1",
        "%0A::error::x", "@octocat #1 :tada: $x$", "- item", "1. item", "../../etc/passwd", "",
    ]

    /// A text of so many of them and of any characters, the same for the same choices.
    static func drawn(_ choices: inout RandomStream) -> String {
        var text = ""
        for _ in 0..<choices.below(6) {
            if choices.below(3) == 0 {
                text += all[choices.below(all.count)]
            } else {
                // No surrogate is a character.
                let ranges: [Range<UInt32>] = [
                    0..<0x80, 0x80..<0x800, 0x2000..<0x2070, 0xE000..<0x10000, 0x1F300..<0x1F700,
                ]
                let range = ranges[choices.below(ranges.count)]
                let value = range.lowerBound + UInt32(choices.below(range.count))
                text.unicodeScalars.append(Unicode.Scalar(value) ?? "?")
            }
        }
        return text
    }
}

extension RandomStream {
    /// A number from 0 to below the limit.
    fileprivate mutating func below(_ limit: Int) -> Int { Int(below(UInt64(limit))) }

    /// One of all cases.
    fileprivate mutating func one<Value: CaseIterable>(of type: Value.Type) -> Value {
        let all = Array(Value.allCases)
        return all[below(all.count)]
    }
}

extension ReportSamples {
    /// Reports with random texts in every field that holds one.
    static func drawn(seed: UInt64) -> [RunReport] {
        var choices = RandomStream(state: seed)
        return (0..<1 + choices.below(3)).map { _ in drawn(&choices) }
    }

    private static func drawn(_ choices: inout RandomStream) -> RunReport {
        var report = RunReport.passing()
        report.command = "run"
        report.version = HostileText.drawn(&choices)
        report.subject.scenario = HostileText.drawn(&choices)
        report.subject.profile = HostileText.drawn(&choices)
        report.verdict = choices.one(of: RunVerdict.self)
        report.explanation = choices.below(2) == 0 ? nil : HostileText.drawn(&choices)
        report.digest = HostileText.drawn(&choices)
        report.file = choices.below(2) == 0 ? nil : HostileText.drawn(&choices)
        report.isStrict = choices.below(2) == 0
        report.checks = []
        for place in 0..<choices.below(5) {
            let id = "\(place)" + HostileText.drawn(&choices)
            report.checks.append(
                Finding(
                    id: id,
                    name: HostileText.drawn(&choices),
                    severity: choices.one(of: Severity.self),
                    verdict: choices.one(of: FindingVerdict.self),
                    message: HostileText.drawn(&choices),
                    origin: choices.below(2) == 0 ? .check : .threshold,
                    evidence: choices.below(2) == 0
                        ? FindingEvidence()
                        : FindingEvidence(
                            items: [FindingEvidence.Item(.delivery(1), HostileText.drawn(&choices))],
                            omittedCount: Int64(choices.below(2)),
                            expected: HostileText.drawn(&choices),
                            actual: HostileText.drawn(&choices)
                        )
                )
            )
            report.places[id] = ReportPlace(file: HostileText.drawn(&choices), line: 1, column: 1)
        }
        report.consumerLines = choices.below(2) == 0 ? nil : [HostileText.drawn(&choices)]
        report.faults = [
            RunReport.FaultCount(
                name: .drop,
                aim: HostileText.drawn(&choices),
                legality: choices.below(2) == 0 ? .legal : nil,
                injected: Int64(choices.below(3))
            )
        ]
        report.reproduction = Reproduction(arguments: ["run", HostileText.drawn(&choices)])
        return report
    }
}
