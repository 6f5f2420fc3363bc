import JSONKit
import TestSupport

/// A contract test by the built tool, seen from outside: how it ended, and the report that it wrote.
struct ContractRun {
    /// The secret of consumers that are tested; what follows the prefix is base64 as well.
    static let secret = "whsec_b2YgdGhlIGNvbnN1bWVycw=="

    let result: ChildResult
    /// The JSON report.
    let report: JSONValue
    private let checks: [(id: String, verdict: String, message: String)]

    /// Performs one, with a short patience unless the words say another.
    init(_ words: [String], patience: String = "100ms") throws {
        result = try Tool.run(
            ["verify"] + words + ["--patience", patience, "--no-progress", "--report", "json=-"],
            secret: Self.secret
        )
        report = try JSONReader.read(result.outputBytes, dialect: .json).value
        guard case .array(let elements)? = report["checks"] else {
            checks = []
            return
        }
        checks = elements.map { check in
            let message = (check["message"]?.string ?? "").split { $0 == " " || $0 == "\n" }
            return (
                check["id"]?.string ?? "", check["verdict"]?.string ?? "", message.joined(separator: " ")
            )
        }
    }

    /// The ids of the checks with one of these verdicts, in their order.
    func ids(_ verdicts: String...) -> [String] {
        checks.filter { verdicts.contains($0.verdict) }.map(\.id)
    }

    /// What a check came to, on one line; empty where it was not performed.
    func message(of id: String) -> String { checks.first { $0.id == id }?.message ?? "" }

    /// All that did not come out well, for the failure of a test.
    var troubles: String {
        checks.filter { ["fail", "warn", "inconclusive"].contains($0.verdict) }
            .map { "\($0.id) \($0.verdict): \($0.message)" }
            .joined(separator: "\n") + "\n\(result.error)"
    }
}
