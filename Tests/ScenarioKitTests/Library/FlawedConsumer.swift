import ConsumerKit
import JSONKit
import SimulationKit
import Synchronization
import TestSupport
import WireKit

/// What is wrong with a consumer that is right otherwise.
enum Flaw: Sendable {
    /// Nothing is.
    case none
    /// It keeps no ids: whatever arrives is news.
    case countsEveryArrival
    /// It compares no times: what came last is the truth.
    case believesTheLast
    /// It checks no signature.
    case believesAnybody
    /// It answers 200 to an event, and does nothing about it.
    case ignores(String)
    /// It takes one key of `data` to be the same for all.
    case mistakes(String)
    /// It refuses news of integrations whose connection it has not heard of.
    case knowsOnlyWhatWasConnected
    /// It refuses with 400 what it has not been made for.
    case refuses(@Sendable (JSONValue, ScriptedRequest) -> Bool)
}

/// A consumer on loopback with one flaw, which tells what it believes at `/debug/state`.
final class FlawedConsumer: Sendable {
    private struct Mind {
        var state = ConsumerState()
        var arrivalCount: Int64 = 0
        var connected: Set<String> = []
    }

    private let server: ScriptedConsumer

    /// Where it takes deliveries.
    var url: String { server.url }
    /// Where it tells what it believes.
    var probeURL: String { "http://127.0.0.1:\(server.port)/debug/state" }

    /// Starts a consumer that knows these secrets.
    init(_ flaw: Flaw, secrets: [String]) throws {
        let mind = Mutex(Mind())
        let keys = secrets.map { Signature.key(secret: $0) }
        server = try ScriptedConsumer { request in
            mind.withLock { mind in
                guard request.request.method == "POST" else {
                    return .status(200, body: String(decoding: mind.state.beliefs.probe, as: UTF8.self))
                }
                return Self.answer(request, flaw, keys, &mind)
            }
        }
    }

    /// Ends it.
    func stop() {
        server.stop()
    }

    private static func answer(
        _ request: ScriptedRequest,
        _ flaw: Flaw,
        _ keys: [HMACSHA256],
        _ mind: inout Mind
    ) -> ScriptedAnswer {
        mind.arrivalCount += 1
        let signature = Array((request.field("X-Webhook-Signature") ?? "").utf8)
        var isSigned = keys.contains { Signature.verify(signature, body: request.body, key: $0) }
        if case .believesAnybody = flaw { isSigned = true }
        guard isSigned else { return .status(401) }
        guard let body = try? JSONReader.read(request.body, dialect: .json).value else { return .status(400) }
        let understood: JSONValue
        switch flaw {
        case .none, .believesAnybody: understood = body
        case .countsEveryArrival:
            understood = body.with("id", .string("\(body["id"]?.string ?? "")_\(mind.arrivalCount)"))
        case .believesTheLast: understood = body.stamped(mind.arrivalCount)
        case .ignores(let event):
            if body["event"]?.string == event || body["type"]?.string == event { return .status(200) }
            understood = body
        case .mistakes(let key):
            understood = body.with("data", (body["data"] ?? .null).with(key, "the same for all"))
        case .knowsOnlyWhatWasConnected:
            if let wallet = body["data"]?["walletId"]?.string {
                if body["event"] == "integration.created" { mind.connected.insert(wallet) }
                guard mind.connected.contains(wallet) else { return .status(400) }
            }
            understood = body
        case .refuses(let isRefused):
            if isRefused(body, request) { return .status(400) }
            understood = body
        }
        do throws(DeliveryRefusal) {
            _ = try mind.state.take(JSONWriter.bytes(of: understood))
            return .status(200)
        } catch {
            return .status(error.status.code)
        }
    }
}

extension JSONValue {
    /// The same object with another value for a key that it has.
    fileprivate func with(_ key: String, _ value: JSONValue) -> JSONValue {
        guard var object, object[key] != nil else { return self }
        object[key] = value
        return .object(object)
    }

    /// The same event with the times of its arrival in place of its own, an arrival a second.
    fileprivate func stamped(_ arrival: Int64) -> JSONValue {
        let milliseconds = 4_000_000_000_000 + arrival * 1_000
        let time = TimeFormat.milliseconds.text(Moment(milliseconds: milliseconds))
        let data = (self["data"] ?? .null).with("timestamp", .number(JSONNumber(milliseconds)))
        return with("timestamp", .string(time)).with("data", data)
    }
}
