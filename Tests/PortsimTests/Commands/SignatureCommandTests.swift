import TestSupport
import Testing

/// `sign` and `signature` from outside.
@Suite struct SignatureCommandTests {
    private static let secret = "whsec_of_a_test"
    private let directory = TemporaryDirectory()

    private func openssl(_ body: String) throws -> String {
        let result = try ChildProcess.run(
            "openssl",
            ["dgst", "-sha256", "-hmac", Self.secret, "-r"],
            input: .bytes(Array(body.utf8))
        )
        return String(result.output.prefix(64))
    }

    @Test func `a body is signed from a file and from stdin, as openssl signs it`() throws {
        let body = "{\"a\":\"ü\"}\n"
        let file = directory.write(body, to: "body.json")
        let expected = try openssl(body)
        #expect(try Tool.run(["sign", file], secret: Self.secret).output == expected + "\n")
        let piped = try Tool.run(["sign", "-"], secret: Self.secret, input: .bytes(Array(body.utf8)))
        #expect(piped.output == expected + "\n" && piped.error == "" && piped.exitCode == 0)
        let line = try Tool.run(["sign", "--header", file], secret: Self.secret)
        #expect(line.output == "X-Webhook-Signature: \(expected)\n")
    }

    @Test func `nothing is a body too`() throws {
        let result = try Tool.run(["sign", "/dev/null"], secret: Self.secret)
        #expect(try result.output == openssl("") + "\n")
    }

    @Test(arguments: [["sign"], ["signature"]])
    func `without a secret it is code 2`(words: [String]) throws {
        let file = directory.write("{}", to: "body.json")
        let result = try Tool.run(words + [file] + (words == ["sign"] ? [] : ["00"]))
        Tool.expect(result, code: 2, sentence: "there is no secret to sign with")
    }

    @Test func `a file that is not there is code 2`() throws {
        let result = try Tool.run(["sign", "/nowhere"], secret: Self.secret)
        Tool.expect(result, code: 2, sentence: "there is no file '/nowhere'")
    }

    @Test func `a signature that matches is code 0`() throws {
        let file = directory.write("{}", to: "body.json")
        let result = try Tool.run(["signature", file, try openssl("{}")], secret: Self.secret)
        #expect(result.exitCode == 0 && result.output == "the signature matches\n")
    }

    @Test func `one that does not is code 1 with the reason, and shows neither secret nor signature`() throws
    {
        let file = directory.write("{}", to: "body.json")
        let expected = try openssl("{}")
        let result = try Tool.run(["signature", file, try openssl("{}\n")], secret: Self.secret)
        #expect(result.exitCode == 1)
        #expect(
            result.output == """
                the signature does not match
                  the body was signed with a line feed at its end that it does not have

                """
        )
        #expect(!result.output.contains(expected) && !result.output.contains(Self.secret))
        let shown = try Tool.run(["signature", "--show-expected", file, "sha256=00"], secret: Self.secret)
        #expect(shown.exitCode == 1 && shown.output.hasSuffix("  expected: \(expected)\n"))
        #expect(!shown.output.contains(Self.secret))
    }

    @Test func `a timestamp is tried`() throws {
        let file = directory.write("{}", to: "body.json")
        let result = try Tool.run(
            ["signature", file, try openssl("17.{}"), "--timestamp", "17"],
            secret: Self.secret
        )
        #expect(result.output.contains("the timestamp, a point and the body were signed"))
    }
}
