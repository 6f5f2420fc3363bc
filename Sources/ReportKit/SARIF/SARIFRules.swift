import ContractKit

/// The checks of all runs as the rules of one tool, each once.
///
/// Contract checks are the same for every target. Every scenario counts its own from `expect[0]`: where runs are of
/// several, an id has its scenario before it, and where two files call themselves the same, the file too.
struct SARIFRules {
    /// One of them.
    struct Rule {
        let identifier: String
        let name: String
        let severity: Severity
    }

    /// The rules by their first appearance.
    private(set) var all: [Rule] = []
    private var places: [String: Int] = [:]
    /// What stands before an id, by the place of the run.
    private let prefixes: [String]

    /// Gathers the rules of runs.
    init(_ reports: [RunReport]) {
        prefixes = Self.prefixes(of: reports)
        for (place, report) in reports.enumerated() {
            for one in report.cases {
                let identifier = identifier(of: one, inRun: place)
                guard places[identifier] == nil else { continue }
                places[identifier] = all.count
                all.append(Rule(identifier: identifier, name: one.name, severity: one.severity))
            }
        }
    }

    /// What a check of a run is called among all.
    func identifier(of one: ReportCase, inRun place: Int) -> String { prefixes[place] + one.id }

    /// The place of a rule that is there.
    func index(of identifier: String) -> Int {
        guard let place = places[identifier] else { preconditionFailure("every result has a rule") }
        return place
    }

    private static func prefixes(of reports: [RunReport]) -> [String] {
        let runs = reports.filter { !$0.isVerification }
        let sources = Set(runs.map { [$0.subject.scenario, $0.file ?? ""] })
        guard sources.count > 1 else { return reports.map { _ in "" } }
        var filesByScenario: [String: Set<String>] = [:]
        for source in sources { filesByScenario[source[0], default: []].insert(source[1]) }
        return reports.map { report in
            if report.isVerification { return "" }
            let scenario = report.subject.scenario
            let isAlone = filesByScenario[scenario]?.count == 1
            return isAlone ? "\(scenario)/" : "\(scenario) (\(report.file ?? ""))/"
        }
    }
}
