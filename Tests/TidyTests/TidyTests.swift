import TestSupport
import Testing

@Suite struct TidyTests {
    @Test(arguments: Rule.all)
    func `the tree keeps every rule`(rule: Rule) {
        for file in Tree.files {
            for finding in rule.findings(file) {
                Issue.record("\(finding)")
            }
        }
    }

    @Test(arguments: Rule.all)
    func `every rule sees what breaks it`(rule: Rule) {
        #expect(rule.findings(rule.brokenSample).count == 1)
    }

    @Test(arguments: Rule.all)
    func `no rule sees what only looks broken`(rule: Rule) {
        #expect(rule.findings(rule.soundSample) == [])
    }

    @Test(arguments: [
        ("Sources/ReportKit/TAP/TAPReport.swift", [2]),
        ("Tests/ReportKitTests/Formats/TAPReportTests.swift", [2]),
        ("Tests/ReportKitTests/Formats/ReportSamples.swift", [1, 2]), ("Sources/ReportKit/A.swift", [1, 2]),
    ])
    func `only who writes and reads the Test Anything Protocol has its word`(path: String, lines: [Int]) {
        // In pieces, or this file would break the rule.
        let text = "let a = 1 // TO" + "DO\nlet b = \"# FIX" + "ME\"\n"
        #expect(Rule.openEnds.findings(TextFile(path: path, text: text)).map(\.line) == lines)
    }

    @Test func `the whole tree is looked at`() {
        let paths = Tree.files.map(\.path)
        for wanted in ["Package.swift", "README.md", ".ci/run", "Tests/run", "Sources/portsim/Portsim.swift"]
        {
            #expect(paths.contains(wanted))
        }
        #expect(paths.count > 40)
        #expect(!paths.contains { $0.hasPrefix(".build/") || $0.hasPrefix(".git/") })
    }

    @Test func `the top level has its five entries and no other`() {
        #expect(Tree.strangers(among: FileTree.names(in: Repository.root)) == [])
        #expect(Tree.strangers(among: ["Sources", ".ci", "Makefile", "README.md"]) == ["Makefile"])
    }

    @Test func `comments, texts and raw identifiers are blanked and code is not`() {
        let source = ##"""
            let a = "x\(f("y") + b)z" // c
            let d = #"\(e) " \#(g)"# + `h i` /* j /* k */ l */ + m
            let n = """
                o "p" \(q)
                """
            """##
        let masked = String(decoding: SwiftMask.mask(Array(source.utf8)), as: UTF8.self)
        let names = masked.split { !$0.isLetter }.joined(separator: " ")
        #expect(names == "let a f b let d g m let n q")
        #expect(masked.utf8.count == source.utf8.count)
    }

    @Test func `functions are measured from their first line to their last`() {
        let file = TextFile(
            path: "Sources/A.swift",
            text: """
                struct A {
                    var short: Int { 1 }
                    var stored = [1].map { $0 }
                    func long<T>(
                        _ value: T
                    ) where T: P {
                        if true { }
                    }
                    deinit {
                    }
                }
                """
        )
        #expect(FunctionScanner(file).functions.map(\.line) == [2, 4, 9])
        #expect(FunctionScanner(file).functions.map(\.lineCount) == [1, 5, 2])
    }
}

/// The working tree as the rules see it.
enum Tree {
    private static let entries = ["Package.swift", "README.md", "Scenarios", "Sources", "Tests"]

    /// Every text file, hidden ones included, what builds leave behind excluded.
    static let files: [TextFile] = {
        let skipping: Set<String> = [".build", ".git", ".swiftpm", "__pycache__", "node_modules"]
        return FileTree.files(below: Repository.root, skipping: skipping).compactMap { path in
            let bytes = FileTree.read(Repository.path(path))
            guard !bytes.contains(0) else { return nil }
            return TextFile(path: path, text: String(decoding: bytes, as: UTF8.self))
        }
    }()

    /// The names that have no place at the top level; hidden ones do.
    static func strangers(among names: [String]) -> [String] {
        names.filter { !$0.hasPrefix(".") && !entries.contains($0) }
    }
}
