import ContractKit
import ReportKit

/// A judgement of a check with all that whoever mends the consumer wants to know, as every report shows it.
struct CheckStory {
    private let result: CheckResult
    private let reproduction: Reproduction
    private let curl: String?

    /// Tells of a result; `curl` is the line that sends the decisive request again, nil where none can.
    init(_ result: CheckResult, reproduction: Reproduction, curl: String?) {
        self.result = result
        self.reproduction = reproduction
        self.curl = curl
    }

    /// Most lines of a request or an answer that are shown.
    private static let linesMax = 14
    /// Most characters of one line.
    private static let charactersMax = 160

    /// The finding; behind what was found stand the hint, the rule, the request, the answer and the way to it again.
    var finding: Finding {
        var finding = result.finding
        switch finding.verdict {
        case .pass, .info, .skip: return finding
        case .fail, .warn, .inconclusive: break
        }
        var lines = [finding.message]
        lines += result.hints.map { "likely: \($0)" }
        guard finding.verdict != .inconclusive else {
            finding.message = lines.joined(separator: "\n")
            return finding
        }
        lines.append("rule: \(result.check.sends) (\(result.check.source))")
        if let exchange = result.decisive { lines += Self.lines(of: exchange) }
        if let canaries = result.canaries.text { lines.append("canary: \(canaries)") }
        lines.append("again: \(reproduction.text)")
        if let curl { lines.append("by hand: \(curl)") }
        lines.append("more: portsim explain \(result.check.id)")
        finding.message = lines.joined(separator: "\n")
        return finding
    }

    private static func lines(of exchange: CheckExchange) -> [String] {
        let answer: [String]
        if let status = exchange.status {
            // The line break behind the last field ends no line of its own.
            let head = filled(text(exchange.head))
            answer = ["← \(status)"] + shown(head + [""] + text(exchange.body)).map { "← \($0)" }
        } else {
            answer = ["← no answer: \(exchange.failure ?? "nothing is known of why")"]
        }
        return shown(text(exchange.request)).map { "→ \($0)" } + answer
    }

    private static func text(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func shown(_ lines: [String]) -> [String] {
        let kept = lines.prefix(linesMax).map { line in
            line.count > charactersMax ? line.prefix(charactersMax) + "…" : line
        }
        return filled(kept) + (lines.count > linesMax ? ["…"] : [])
    }

    /// The lines without empty ones at their end.
    private static func filled(_ lines: [String]) -> [String] {
        lines.reversed().drop { $0.isEmpty }.reversed()
    }
}
