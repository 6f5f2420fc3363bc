import ContractKit
import ReportKit
import TestSupport
import Testing

/// The files of `Sources/CAssets/explain`, as they are compiled in and as they are.
@Suite struct RemedyCodeTests {
    private static let folder = Repository.path("Sources/CAssets/explain")
    private static let linesMax = 40
    private static let columnsMax = 80

    @Test(arguments: CodeLanguage.allCases)
    func `every remedy stands in every language as its file has it`(language: CodeLanguage) {
        for remedy in Remedy.allCases {
            let file = FileTree.read("\(Self.folder)/\(remedy.fileName(in: language))")
            #expect(Array(remedy.code(in: language).utf8) == file, "\(remedy.rawValue)")
        }
    }

    @Test func `there is no file that belongs to no remedy`() {
        let names = Remedy.allCases.flatMap { remedy in
            CodeLanguage.allCases.map { remedy.fileName(in: $0) }
        }
        #expect(FileTree.names(in: Self.folder).sorted() == (names + ["remedy.inc"]).sorted())
    }

    @Test(arguments: CodeLanguage.allCases)
    func `every remedy fits on a screen`(language: CodeLanguage) {
        for remedy in Remedy.allCases {
            let name = remedy.fileName(in: language)
            let lines = remedy.code(in: language).split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.last == "" && lines.count - 1 <= Self.linesMax, "\(name): \(lines.count) lines")
            for line in lines {
                #expect(line.count <= Self.columnsMax && line.last != " ", "\(name): \(line)")
            }
        }
    }

    @Test(arguments: CodeLanguage.allCases.filter(\.isRunByTests))
    func `every remedy holds on right and on wrong input`(language: CodeLanguage) throws {
        let result = try Self.run(language, folder: Self.folder)
        #expect(result.exitCode == 0, "\(result.error)")
        #expect(result.output.split(separator: "\n").map(String.init) == Remedy.allCases.map(\.rawValue))
    }

    @Test(arguments: [
        (CodeLanguage.python, "return hmac.compare_digest(expected, signature)", "return True"),
        (.node, "given.length === wanted.length && timingSafeEqual", "timingSafeEqual"),
    ])
    func `a remedy that does not hold is noticed`(
        language: CodeLanguage,
        right: String,
        wrong: String
    ) throws {
        let code = Remedy.verifyRawBody.code(in: language)
        let broken = code.replacing(right, with: wrong)
        try #require(broken != code)
        let directory = TemporaryDirectory()
        directory.write(Array(broken.utf8), to: Remedy.verifyRawBody.fileName(in: language))
        let result = try Self.run(language, folder: directory.path)
        #expect(result.exitCode == 1 && result.output.isEmpty, "\(result.error)")
    }

    @Test func `the test command says what it does not run`() throws {
        let lines = FileTree.text(Repository.path("Tests/run")).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("step \"Unchecked: ") })
        let parts = line.split(separator: "only", maxSplits: 1)
        for language in CodeLanguage.allCases {
            #expect(parts[language.isRunByTests ? 1 : 0].contains(language.title))
        }
    }

    private static func run(_ language: CodeLanguage, folder: String) throws -> ChildResult {
        let script = Repository.path("Tests/ReportKitTests/Explain/remedies.\(language.fileExtension)")
        let program =
            language == .node
            ? "node" : try #require(Repository.python, "Tests/run makes .build/venv")
        return try ChildProcess.run(program, [script, folder])
    }
}
