import JSONKit
import TestSupport
import Testing

/// Implementations that are not ours, which read and validate reports.
enum ForeignReader {
    private static let script = Repository.path("Tests/ReportKitTests/Schemas/report_check.py")

    /// What is wrong with each document by a JSON Schema of `Schemas`, empty where nothing is.
    static func problems(_ documents: [[UInt8]], schema: String) throws -> [String] {
        try problems(documents, ["json", Repository.path("Tests/ReportKitTests/Schemas/\(schema)")])
    }

    /// What is wrong with each document by the whole schema of SARIF 2.1.0, empty where nothing is.
    static func problems(sarif documents: [[UInt8]]) throws -> [String] { try problems(documents, ["sarif"]) }

    private static func problems(_ documents: [[UInt8]], _ words: [String]) throws -> [String] {
        let directory = TemporaryDirectory()
        let paths = documents.enumerated().map { directory.write($0.element, to: "\($0.offset).json") }
        let result = try python(words + paths)
        return result.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// What xmllint says of each document by the schema of JUnit's XML; empty where all are valid.
    static func problems(junit documents: [[UInt8]]) throws -> String {
        let directory = TemporaryDirectory()
        let paths = documents.enumerated().map { directory.write($0.element, to: "\($0.offset).xml") }
        let schema = Repository.path("Tests/ReportKitTests/Schemas/junit-10.xsd")
        let result = try ChildProcess.run("xmllint", ["--noout", "--schema", schema] + paths)
        return result.exitCode == 0 ? "" : result.error
    }

    /// Suites of a JUnit report as Python reads them.
    static func suites(junit documents: [[UInt8]]) throws -> [JSONValue] {
        let directory = TemporaryDirectory()
        let paths = documents.enumerated().map { directory.write($0.element, to: "\($0.offset).xml") }
        return try python(["junit"] + paths).split(separator: "\n").map { line in
            try JSONReader.read(Array(line.utf8), dialect: .json).value
        }
    }

    private static func python(_ words: [String]) throws -> String {
        let python = try #require(Repository.python, "Tests/run makes .build/venv, with jsonschema in it")
        let result = try ChildProcess.run(python, [script] + words)
        try #require(result.exitCode == 0, "\(result.error)")
        return result.output
    }
}
