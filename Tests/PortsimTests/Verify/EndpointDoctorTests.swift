import Foundation
import JSONKit
import TestSupport
import Testing
import WireKit

/// Endpoints that refuse right deliveries: why is said.
@Suite struct EndpointDoctorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: ScriptedConsumer.Script
        let diagnosis: String

        init(_ description: String, says diagnosis: String, _ script: @escaping ScriptedConsumer.Script) {
            testDescription = description
            self.script = script
            self.diagnosis = diagnosis
        }

        /// An endpoint that takes another signature than the contract's.
        init(
            signed description: String,
            says diagnosis: String,
            refusing status: Int = 401,
            _ signature: @escaping @Sendable (ScriptedRequest) -> String
        ) {
            self.init(description, says: diagnosis) { request in
                .status(ScriptedSignature.isSigned(request) { signature(request) } ? 200 : status)
            }
        }
    }

    private static let key = HMACSHA256(key: Array(ContractRun.secret.utf8))
    private static let page: HTTPFields = ["Content-Type": "text/html; charset=utf-8"]

    private static func base64(_ digest: SHA256Digest) -> String { Data(digest.bytes).base64EncodedString() }

    private static func hex(_ key: [UInt8], _ request: ScriptedRequest) -> String {
        HMACSHA256(key: key).authenticate(request.body).hex
    }

    static let signers = [
        Case(signed: "base64", says: "the signature of the body, written as base64") {
            base64(key.authenticate($0.body))
        },
        Case(
            signed: "base64, with an error for what is not as long",
            says: "the signature of the body, written as base64",
            refusing: 500
        ) { base64(key.authenticate($0.body)) },
        Case(signed: "prefix", says: "the signature of the body, written as hex digits behind 'sha256='") {
            "sha256=" + key.authenticate($0.body).hex
        },
        Case(
            signed: "upper case",
            says: "the signature of the body, written as upper-case hex digits"
        ) { key.authenticate($0.body).hex.uppercased() },
        Case(
            signed: "the header's time and the body in base64",
            says: "the timestamp and the body were signed: sign the body alone, written as base64"
        ) { base64(key.authenticate(Array(($0.field("X-Webhook-Timestamp") ?? "").utf8) + $0.body)) },
        Case(
            signed: "the body's time, a point and the body",
            says:
                "the timestamp, a point and the body were signed: sign the body alone, written as hex digits"
        ) { request in
            let time = request.bodyText.firstMatch(of: /"timestamp":"([^"]*)"/).map { String($0.1) } ?? ""
            return key.authenticate(Array("\(time).\(request.bodyText)".utf8)).hex
        },
        Case(signed: "the secret decoded", says: "the key is the secret decoded as base64") {
            hex(Array("of the consumers".utf8), $0)
        },
        Case(signed: "the secret with a line feed", says: "the key ends with a line feed") {
            hex(Array("\(ContractRun.secret)\n".utf8), $0)
        },
        Case(signed: "the body written anew", says: "the body was parsed and written anew with spaces") {
            // What json.dumps makes of a body that holds neither lists nor such marks in its texts.
            let text = $0.bodyText.replacing("\":", with: "\": ").replacing(",\"", with: ", \"")
            return key.authenticate(Array(text.utf8)).hex
        },
        Case(signed: "nothing, as the body was read before", says: "nothing was signed") { _ in
            key.authenticate([]).hex
        },
    ]

    static let answers = [
        Case("a slash", says: "it redirects to /webhooks/, which is not followed: give the URL") { _ in
            .status(301, fields: ["Location": "/webhooks/"])
        },
        Case("a redirect to a login", says: "it redirects to https://login.example/, which is not") { _ in
            .status(302, fields: ["Location": "https://login.example/"])
        },
        Case("Django's CSRF protection", says: "a CSRF protection stands before the handler") { _ in
            .status(403, fields: page, body: "<h1>Forbidden</h1><p>CSRF verification failed.</p>")
        },
        Case("Laravel's CSRF protection", says: "a CSRF protection stands before the handler") { _ in
            .status(419, fields: page, body: "<title>Page Expired</title>")
        },
        Case("a login page", says: "a page for people stands before the handler, such as a login") { _ in
            .status(401, fields: page, body: "<form action='/session'>Sign in to go on</form>")
        },
        Case("another type", says: "'Content-Type: application/json' is not taken") { _ in .status(415) },
        Case("a limit of the size", says: "a limit of the body's size lets no delivery through") { _ in
            .status(413)
        },
        Case("another path", says: "nothing is at this path: mind the path and its last slash") { _ in
            .status(404)
        },
        Case("a page that is there to be read", says: "this path takes no POST: mind the path") { request in
            request.request.method == "GET"
                ? .status(200, fields: page, body: "<h1>Welcome</h1>")
                : .status(405, fields: ["Allow": "GET, HEAD"])
        },
        Case("an error", says: "an error that nobody caught: see the consumer's own log") { _ in
            .status(500)
        },
    ]

    @Test(arguments: signers + answers)
    func `why right deliveries are refused is said, with code 4`(endpoint: Case) throws {
        let consumer = try ScriptedConsumer(endpoint.script)
        let run = try ContractRun([consumer.url, "--set-of", "core"])
        #expect(run.result.exitCode == 4 && run.report["verdict"] == "inconclusive")
        let message = run.message(of: "SIG-01")
        // A redirect is a fault of its own, and the one that is seen without a right delivery accepted.
        let redirects = message.contains("a redirect, which is not followed")
        #expect(run.ids("fail") == (redirects ? ["SIG-01", "HDR-04"] : ["SIG-01"]), "\(run.troubles)")
        #expect(run.ids("pass", "warn").isEmpty, "\(run.troubles)")
        #expect(message.hasPrefix("every right delivery was answered "), "\(message)")
        #expect(message.contains("likely: "), "\(message)")
        #expect(message.contains(endpoint.diagnosis), "\(message)")
    }

    @Test func `a refusal on a page of a framework is no login, and nothing is made up`() throws {
        let consumer = try ScriptedConsumer { _ in
            .status(
                401,
                fields: Self.page,
                body: "<title>401 Unauthorized</title><p>You supplied the wrong credentials (a bad password)."
            )
        }
        let run = try ContractRun([consumer.url])
        #expect(run.result.exitCode == 4)
        #expect(!run.message(of: "SIG-01").contains("likely:"), "\(run.troubles)")
    }

    @Test func `where some events are refused, the signature is not blamed`() throws {
        // It verifies nothing, so that it would take every other signature too.
        let consumer = try ScriptedConsumer { request in
            .status(request.field("X-Webhook-Event")?.hasPrefix("integration") ?? true ? 200 : 422)
        }
        let run = try ContractRun([consumer.url])
        #expect(run.result.exitCode == 4 && run.ids("fail").contains("SIG-01"))
        let message = run.message(of: "SIG-01")
        #expect(message.hasPrefix("a right delivery of transfer_detection.started was answered 422"))
        #expect(!message.contains("the endpoint accepted"), "\(message)")
    }
}
