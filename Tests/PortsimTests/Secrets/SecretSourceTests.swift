import TestSupport
import Testing

@testable import portsim

@Suite struct SecretSourceTests {
    @Test func `the flag's value is the secret, with a warning`() throws {
        let source = try source(["--secret", "s3cret"])
        #expect(try text(source) == "s3cret")
        #expect(
            source.warning
                == "the value of --secret shows in process lists; --secret-env and --secret-file do not"
        )
    }

    @Test func `a named variable is the secret, without a warning`() throws {
        let source = try source(["--secret-env", "HOOK"])
        #expect(try text(source, ["HOOK": "a", "PORTSIM_SECRET": "b"]) == "a")
        #expect(source.warning == nil)
    }

    @Test func `a named variable must be set to something`() throws {
        let source = try source(["--secret-env", "HOOK"])
        #expect(throws: SecretError.variableUnset("HOOK")) { try text(source, ["PORTSIM_SECRET": "b"]) }
        #expect(throws: SecretError.variableUnusable("HOOK", .empty)) { try text(source, ["HOOK": ""]) }
    }

    @Test func `without a flag the default variable is read if it is set`() throws {
        let source = try source([])
        #expect(try text(source, ["PORTSIM_SECRET": "b"]) == "b")
        #expect(try text(source, ["PORTSIM_SECRET": ""]) == nil)
        #expect(try text(source) == nil)
        #expect(throws: SecretError.variableUnusable("PORTSIM_SECRET", .notOneLine)) {
            try text(source, ["PORTSIM_SECRET": "a\tb"])
        }
    }

    @Test(arguments: ["s3cret", "s3cret\n", "s3cret\r\n"])
    func `a file is the secret, the end of its line aside`(content: String) throws {
        let directory = TemporaryDirectory()
        let path = directory.write(content, to: "secret")
        #expect(try text(source(["--secret-file", path])) == "s3cret")
    }

    @Test func `the longest secret fits a file with its line end, one byte more does not`() throws {
        let directory = TemporaryDirectory()
        let longest = String(repeating: "x", count: Secret.bytesMax)
        let fitting = directory.write(longest + "\r\n", to: "fitting")
        let longer = directory.write(longest + "x\n", to: "longer")
        let endless = directory.write(longest + longest, to: "endless")
        #expect(try text(source(["--secret-file", fitting])) == longest)
        #expect(throws: SecretError.fileUnusable(longer, .tooLong)) {
            try text(source(["--secret-file", longer]))
        }
        let error = InputFileError(path: endless, problem: .tooLong(bytesMax: Secret.bytesMax + 2))
        #expect(throws: SecretError.fileUnreadable(error)) { try text(source(["--secret-file", endless])) }
    }

    @Test func `a file that is missing, empty or a whole env file says so`() throws {
        let directory = TemporaryDirectory()
        let missing = directory.path("missing")
        let empty = directory.write("\n", to: "empty")
        let settings = directory.write("A=b\nC=d\n", to: "env")
        #expect(throws: SecretError.fileUnreadable(InputFileError(path: missing, problem: .missing))) {
            try text(source(["--secret-file", missing]))
        }
        #expect(throws: SecretError.fileUnusable(empty, .empty)) {
            try text(source(["--secret-file", empty]))
        }
        #expect(throws: SecretError.fileUnusable(settings, .notOneLine)) {
            try text(source(["--secret-file", settings]))
        }
    }

    @Test(
        arguments: [
            (.variableUnset("A"), "the environment variable 'A' is not set, but the secret should be in it"),
            (
                .variableUnusable("A", .notUTF8),
                "the secret in the environment variable 'A' is not UTF-8 text"
            ),
            (
                .fileUnreadable(InputFileError(path: "f", problem: .directory)),
                "the secret cannot be read: 'f' is a directory, not a file"
            ),
            (.fileUnusable("f", .tooLong), "the secret in 'f' is longer than 4096 bytes"),
        ] as [(SecretError, String)]
    )
    func `an error names the source`(error: SecretError, message: String) {
        #expect(error.message == message)
    }

    private func source(_ words: [String]) throws -> SecretSource {
        try SecretSource(ScannedArguments(words, for: .run))
    }

    private func text(_ source: SecretSource, _ variables: [String: String] = [:]) throws -> String? {
        try source.resolve(environment: ProcessEnvironment(variables))
            .map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}
