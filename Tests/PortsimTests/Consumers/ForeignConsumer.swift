import JSONKit
import TestSupport
import Testing
import WireKit

/// A consumer in another language, as a process of its own.
final class ForeignConsumer {
    enum Kind: String, CaseIterable, Sendable {
        case flask
        case node
    }

    /// How long its state is waited for; reached only by a test that fails.
    private static let timeoutMilliseconds = 20_000

    private let process: ChildProcess
    private let endpoint: WireEndpoint

    /// Starts the consumer that keeps to the provider's samples; it accepts connections when this returns.
    convenience init(_ kind: Kind, secret: String) throws {
        let script =
            switch kind {
            case .flask: "flask_consumer.py"
            case .node: "node_consumer.js"
            }
        try self.init(script: script, environment: ["WEBHOOK_SECRET": secret])
    }

    /// Starts a script of this folder, in Python or for Node; it accepts connections when this returns.
    init(script: String, _ words: [String] = [], environment: [String: String]) throws {
        let path = Repository.path("Tests/PortsimTests/Consumers/\(script)")
        if script.hasSuffix(".py") {
            let python = try #require(Repository.python, "Tests/run makes .build/venv, with Flask in it")
            process = ChildProcess(python, [path] + words, environment: environment)
        } else {
            // Debian's packages of Node, which a Node of another origin does not look for.
            let environment = environment.merging(["NODE_PATH": "/usr/share/nodejs"]) { $1 }
            process = ChildProcess("node", [path] + words, environment: environment)
        }
        let line = try process.waitForLine { $0.hasPrefix("listening on http://127.0.0.1:") }
        let port = try #require(line.split(separator: ":").last.flatMap { UInt16($0) })
        endpoint = WireEndpoint(host: "127.0.0.1", port: port)
    }

    /// Where it takes deliveries.
    var url: String { url("/webhooks/kryptos") }

    /// A place of its own.
    func url(_ path: String) -> String { "http://\(endpoint)\(path)" }

    /// The port of 127.0.0.1 that it listens on.
    var port: UInt16 { endpoint.port }

    /// What it believes, its keys sorted.
    func state() throws -> JSONValue {
        let response = try ask("GET")
        #expect(response.status == 200)
        return try JSONReader.read(response.body, dialect: .json).value.sorted
    }

    /// Has it begin anew, which is quicker than another process.
    func forget() throws {
        #expect(try ask("DELETE").status == 204)
    }

    private func ask(_ method: String) throws -> HTTPResponse {
        let loop = try WireLoop()
        defer { loop.close() }
        let bytes = HTTPSerializer.request(method: method, target: "/debug/state", host: "\(endpoint)")
        loop.submit(
            WireRequest(endpoint: endpoint, bytes: bytes, timeoutMilliseconds: Self.timeoutMilliseconds),
            token: 0
        )
        var events: [WireEvent] = []
        while true {
            loop.turn(into: &events, waitMilliseconds: -1)
            for case .completed(let completion) in events { return try completion.result.get() }
        }
    }
}

extension JSONValue {
    /// The same value with the keys of all objects in order, in which they mean nothing.
    var sorted: JSONValue {
        switch self {
        case .null, .bool, .number, .string: return self
        case .array(let elements): return .array(elements.map(\.sorted))
        case .object(let object):
            let members = object.members.map { (key: $0.key, value: $0.value.sorted) }
            return .object(JSONObject(members.sorted { $0.key < $1.key }))
        }
    }
}
