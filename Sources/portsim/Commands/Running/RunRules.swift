import ContractKit
import DeliveryKit
import JSONKit
import ScenarioKit
import SimulationKit
import WireKit

/// What a command line says of how runs are judged, and of when they end.
///
/// A class, as what one run shows of the baseline counts for the next.
final class RunRules {
    /// Whether what should hold must.
    let isStrict: Bool
    private let failsFast: Bool
    private let selection: CheckSelection
    private let baseline: Baseline
    private let today: CalendarDay
    private var judge: BaselineJudge
    private let maxTimeMilliseconds: Int64?
    private var begun: Int64?

    /// Reads the baseline, where there is one.
    init(_ arguments: RunArguments, _ environment: ProcessEnvironment) throws {
        let common = arguments.common
        isStrict = common.isStrict
        failsFast = common.failsFast
        selection = arguments.selection
        maxTimeMilliseconds = common.maxTimeMilliseconds
        today = environment.today
        baseline =
            try common.baselinePath.map { try BaselineReader.read(try ScenarioFile.load(path: $0)) }
            ?? Baseline([])
        judge = BaselineJudge(baseline, today: today)
    }

    /// Refuses words of the selection that no check of any scenario is called by, and a selection of nothing.
    func check(_ scenarios: [Scenario]) throws(CheckSelectionError) {
        guard !selection.isEmpty else { return }
        let checks = scenarios.flatMap(\.checkNames)
        if let word = selection.unknown(among: checks).first {
            let known = checks.flatMap { [$0.id, $0.name] }
            throw .unknown(word, suggestion: DidYouMean.nearest(to: word, among: known))
        }
        guard checks.contains(where: { selection.includes(id: $0.id, name: $0.name) }) else {
            throw .nothingLeft
        }
    }

    /// Who ends a run of a scenario at its first failure; nil where nobody does.
    func watch(for scenario: Scenario) -> FailFast? {
        guard failsFast else { return nil }
        let decisive = scenario.expectations.filter { expectation in
            let counts =
                switch expectation.severity {
                case .must: true
                case .should: isStrict
                case .info: false
                }
            return counts && selection.includes(expectation)
                && !baseline.accepts(expectation, in: scenario.name, on: today)
        }
        return FailFast(decisive)
    }

    /// The findings of a run as they count; with the last run, those about the baseline itself.
    func apply(to findings: [Finding], of scenario: String, isLast: Bool) -> [Finding] {
        let judged = judge.apply(to: selection.applied(to: findings), of: scenario)
        return judged + (isLast ? judge.staleEntries() : [])
    }

    /// Whether the files after a run are run too.
    func goesOn(after report: ExitCode) -> Bool {
        !(failsFast && report == .checksFailed)
    }

    /// What is left of the time that all runs together have; it begins with the first asking.
    func remainingMilliseconds() -> Int64? {
        guard let maxTimeMilliseconds else { return nil }
        let now = MonotonicClock.nanoseconds()
        let begun = begun ?? now
        self.begun = begun
        return max(1, maxTimeMilliseconds - (now - begun) / 1_000_000)
    }

    /// The flags that say the same again.
    static func words(_ arguments: RunArguments) -> [String] {
        let common = arguments.common
        return (common.isStrict ? [Flag.strict.spelling] : [])
            + (common.baselinePath.map { [Flag.baseline.spelling, $0] } ?? [])
            + arguments.selection.only.flatMap { [Flag.onlyChecks.spelling, $0] }
            + arguments.selection.skip.flatMap { [Flag.skip.spelling, $0] }
    }
}

extension Scenario {
    /// What the checks of a run of it are called.
    var checkNames: [(id: String, name: String)] {
        expectations.map { ($0.id, $0.title) }
            + thresholds.map { threshold in
                let metric = threshold.metric.rawValue
                return ("threshold[\(metric)]", "\(metric) \(threshold.limit.text)")
            }
    }
}

/// Why a selection of checks cannot be right.
enum CheckSelectionError: Error, Equatable {
    /// No check is called so.
    case unknown(String, suggestion: String?)
    /// No check is left that counts.
    case nothingLeft

    /// What is wrong and what to do about it, for people.
    var message: String {
        switch self {
        case .unknown(let word, let suggestion):
            "no check has the id or name \(Printable.quoted(word))"
                + (suggestion.map { "; did you mean \(Printable.quoted($0))?" } ?? "")
        case .nothingLeft:
            "\(Flag.onlyChecks.spelling) and \(Flag.skip.spelling) leave no check that counts"
        }
    }
}

extension RunArguments {
    /// The last moment at which a run of a scenario sends anything by itself; nil for all.
    func until(of scenario: Scenario) -> Moment? {
        untilMilliseconds.map { milliseconds in
            let (end, isBeyond) = scenario.start.milliseconds.addingReportingOverflow(milliseconds)
            return isBeyond ? .latest : min(.latest, Moment(milliseconds: end))
        }
    }
}
