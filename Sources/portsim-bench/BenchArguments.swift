import JSONKit

/// What the command line asks for.
struct BenchArguments: Equatable {
    /// The table as JSON instead of text.
    private(set) var isJSON = false
    /// The rows to measure, in the order of the table.
    private(set) var rows = Row.allCases
    /// How much is measured.
    private(set) var size = BenchSize.full
    /// The binary to measure; nil for the one beside the bench.
    private(set) var portsimPath: String?
    /// Only print the help.
    private(set) var wantsHelp = false

    private static let flags = ["--json", "--only", "--quick", "--portsim", "--help"]

    /// Reads the words after the program's name.
    ///
    /// - Throws: `usage` for a flag, a row or a word that there is not.
    init(_ words: [String]) throws(BenchError) {
        var only: Set<Row> = []
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--json": isJSON = true
            case "--quick": size = .quick
            case "--help", "-h": wantsHelp = true
            case "--only": only.insert(try BenchArguments.row(BenchArguments.value(of: word, from: &rest)))
            case "--portsim": portsimPath = try BenchArguments.value(of: word, from: &rest)
            default: throw BenchArguments.unknown("argument", word, among: BenchArguments.flags)
            }
        }
        if !only.isEmpty { rows = Row.allCases.filter(only.contains) }
    }

    /// The text of `--help`.
    static let help = """
        usage: portsim-bench [--json] [--quick] [--only ROW]... [--portsim FILE]

        Measures the portsim beside this program, or FILE, and its peers in one run, and prints the
        figures and their ratios. Build it with 'swift build -c release'. Run files are written
        below TMPDIR, or /tmp: it should be on a disk.

          --json          print JSON
          --quick         measure less: to see whether it works, not how fast it is
          --only ROW      measure this row only; may be repeated
          --portsim FILE  measure this binary
          --help          print this help

        Rows:
        \(Row.allCases.map { "  \(pad($0.rawValue, to: 14))  \($0.summary)" }.joined(separator: "\n"))

        Peers are found on the PATH: \(Peer.allCases.map(\.rawValue).joined(separator: ", ")) with
        orjson, huey and requests. What is missing is named in its row.
        All rows together take some ten minutes and, for 'growth', some 3 GB below TMPDIR.
        The exit code is 0 whatever the figures are, 1 when a row could not be measured, 2 for usage.

        """

    private static func row(_ name: String) throws(BenchError) -> Row {
        guard let row = Row(rawValue: name) else {
            throw unknown("row", name, among: Row.allCases.map(\.rawValue))
        }
        return row
    }

    private static func value(
        of flag: String,
        from rest: inout ArraySlice<String>
    ) throws(BenchError) -> String {
        guard let value = rest.popFirst() else {
            throw .usage(message: "\(flag) needs a value", help: nil)
        }
        return value
    }

    private static func unknown(_ what: String, _ word: String, among known: [String]) -> BenchError {
        let nearest = Suggestion.nearest(to: word, among: known)
        return .usage(
            message: "unknown \(what) '\(word)'",
            help: nearest.map { "did you mean '\($0)'?" } ?? "one of: \(known.joined(separator: ", "))"
        )
    }

    private static func pad(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - text.count))
    }
}
