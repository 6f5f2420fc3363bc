import JSONKit
import TestSupport

/// The run that nothing happens to, which every interrupted one must equal in the end.
struct UninterruptedRun: Sendable {
    let exitCode: Int32?
    let report: JSONValue
    let trace: DeliveryTrace

    /// Made once for all tests; throws the same again where that failed.
    static func result(_ ordering: PopulationRun.Ordering) throws -> UninterruptedRun {
        switch ordering {
        case .strict: try strict.get()
        case .none: try none.get()
        }
    }

    /// The keys of a report that are not as in the run that nothing happened to.
    func differences(from other: JSONValue) -> [String] {
        guard case .object(let own) = report, case .object(let other) = other else { return ["no report"] }
        let keys = Set((own.members + other.members).map(\.key)).sorted()
        return keys.filter { own[$0] != other[$0] }
    }

    private static let strict = Result { try UninterruptedRun(.strict) }
    private static let none = Result { try UninterruptedRun(.none) }

    private init(_ ordering: PopulationRun.Ordering) throws {
        let run = try PopulationRun(ordering: ordering)
        exitCode = try run.finish(resumes: false).exitCode
        report = try run.lastingReport()
        trace = run.trace
        // A run without retries and without failures for good would prove little.
        guard exitCode == 1, trace.deliveries.count >= 120, trace.attempts.count > trace.deliveries.count,
            (report["deliveries"]?["failed"]?.int64 ?? 0) > 0, Self.everyFaultWasInjected(report)
        else { throw TooQuiet(report: report) }
    }

    private static func everyFaultWasInjected(_ report: JSONValue) -> Bool {
        guard case .array(let faults)? = report["faults"] else { return false }
        return faults.count == 5 && faults.allSatisfy { ($0["injected"]?.int64 ?? 0) > 0 }
    }

    private struct TooQuiet: Error {
        let report: JSONValue
    }
}
