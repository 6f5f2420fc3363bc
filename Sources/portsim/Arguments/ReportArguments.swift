/// What `report` was asked to do.
package struct ReportArguments: Sendable {
    /// Run files and JSON reports, at least one.
    package let files: [String]
    /// The common flags.
    package let common: CommonArguments
}

extension Command.Table {
    static let report = Command.Table(
        summary: "Rebuild or merge reports from run files or JSON reports",
        positionals: .oneOrMore(placeholder: "FILE"),
        positionalsDoc: "Run files that 'portsim run --db' kept, and JSON reports; they stay as they are.",
        discussion: [
            """
            Judges what run files record once more, reads JSON reports and the lines of a history, and \
            reports on all of them together, in the order given. Ends as the worst of the runs did.
            """
        ],
        flags: [.report, .strict, .quiet, .verbose, .color],
        examples: [
            "portsim report run.sqlite",
            "portsim report --report junit=all.xml,markdown=all.md part-1.json part-2.json",
        ]
    )
}
