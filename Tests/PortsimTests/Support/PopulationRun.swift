import Glibc
import JSONKit
import SimulationKit
import TestSupport
import WireKit

/// A run of a small population that a test ends at a moment of its choice and goes on with.
///
/// Two webhooks, so that a user has two lanes; the consumer's answers are a function of what it is sent, so
/// that a repeated attempt is answered as the first was.
final class PopulationRun {
    /// How the deliveries of a lane follow one another.
    enum Ordering: String, CaseIterable, Sendable {
        case strict
        case none
    }

    /// What the consumer does once the armed moment has come.
    enum Aftermath: Sendable {
        /// It goes on as if nothing were.
        case answers
        /// It takes its time, so that the run cannot be over before the signal was noticed.
        case answersLate
        /// It answers nothing any more.
        case fallsSilent
    }

    /// Enough that each fault hits something, and few, as there are many runs.
    private static let userCount = 10

    let moment = SignalAtRequest()
    private let consumer: ScriptedConsumer
    private let concurrency: Int
    private let directory = TemporaryDirectory()
    private let scenario: String
    /// How many requests the children before the current one had sent.
    private var earlierCount = 0

    init(
        ordering: Ordering = .strict,
        concurrency: Int = 32,
        aftermath: Aftermath = .answers
    ) throws {
        self.concurrency = concurrency
        scenario = directory.write(Self.text(ordering), to: "population.json5")
        consumer = try ScriptedConsumer { [moment] request in
            let answer = ScriptedAnswer.status(Self.status(for: request))
            guard moment.passes() else { return answer }
            return switch aftermath {
            case .answers: answer
            case .answersLate: answer.after(milliseconds: 60)
            case .fallsSilent: .never
            }
        }
    }

    /// The run file.
    var runFile: String { directory.path("run.sqlite") }

    /// Starts the run or goes on with it; `crash` is a value of `PORTSIM_CRASH`.
    func start(resumes: Bool, crash: String? = nil) -> ChildProcess {
        let address = "http://127.0.0.1:\(consumer.port)"
        let child = ChildProcess(
            Repository.portsim,
            ["run", scenario, "--db", runFile] + (resumes ? ["--resume"] : []) + [
                "--endpoint", address + "/all", "--endpoint", address + "/some",
                "--concurrency", "\(concurrency)", "--report", "json=" + directory.path("report.json"),
                "--quiet", "--no-progress",
            ],
            environment: crash.map { ["PORTSIM_CRASH": $0] } ?? [:]
        )
        moment.aim(at: child.processIdentifier)
        return child
    }

    /// Runs to the end without any disturbance.
    func finish(resumes: Bool) throws -> ChildResult {
        moment.disarm()
        return try start(resumes: resumes).waitForEnd()
    }

    /// The report that the last child has written.
    func report() throws -> JSONValue {
        try JSONReader.read(FileTree.read(directory.path("report.json")), dialect: .json).value
    }

    /// Whether a child has written a report.
    var hasReport: Bool { !FileTree.read(directory.path("report.json")).isEmpty }

    /// The report without what is measured, where it was, and whether it went on with an earlier run.
    func lastingReport() throws -> JSONValue {
        guard case .object(var object) = try report() else { return .null }
        for key in ["wallSeconds", "ack", "file", "reproduction", "resumed"] { object[key] = nil }
        if case .array(let checks)? = object["checks"] {
            object["checks"] = .array(checks.map(Self.withoutPlace))
        }
        return .object(object)
    }

    /// A check without its place in the file, which has a folder of its own for each run.
    private static func withoutPlace(_ check: JSONValue) -> JSONValue {
        guard case .object(var object) = check else { return check }
        object["place"] = nil
        return .object(object)
    }

    /// Everything the consumer was sent so far.
    var trace: DeliveryTrace { DeliveryTrace(consumer.requests) }

    /// The status that the consumer answers a request with: some fail once, some for good, some at once.
    static func status(for request: ScriptedRequest) -> Int {
        let identifier = request.field("X-Webhook-Id") ?? ""
        let time = request.field("X-Webhook-Timestamp") ?? ""
        switch StableHash(identifier).low % 60 {
        case 0: return 500
        case 1: return 404
        case 2..<18: return StableHash(identifier + time).low % 2 == 0 ? 503 : 200
        default: return 200
        }
    }

    private static func text(_ ordering: Ordering) -> String {
        """
        {
          portsim: 1,
          name: 'interrupted',
          seed: 11,
          webhooks: [
            { name: 'all', url: 'http://127.0.0.1:9/', secret: 'whsec_all', events: ['*'] },
            {
              name: 'some',
              url: 'http://127.0.0.1:9/',
              secret: 'whsec_some',
              events: ['integration.updated', 'costbasis.completed'],
            },
          ],
          timeline: [
            { at: '1m', rotateSecret: 'all', secret: 'whsec_all_2' },
            { at: '2m', disable: 'some' },
            { at: '150s', rotateSecret: 'some', secret: 'whsec_some_2' },
            { at: '3m', enable: 'some' },
            { at: '2h', deleteWebhook: 'some' },
          ],
          population: {
            users: \(userCount),
            arrival: { over: '5m' },
            integrationsPerUser: 1,
            providers: { binance: 1, ethereum: 1 },
            takes: '4s',
            transactions: 250,
            syncFailure: { p: 0.1, reasons: { timeout: 1 } },
            resync: { p: 0.4, after: '30m' },
            remove: { p: 0.1, after: '2h' },
          },
          delivery: { ordering: '\(ordering.rawValue)' },
          faults: [
            { fault: 'duplicate', gap: '7s', p: 0.1, where: { event: 'integration.updated' } },
            { fault: 'drop', p: 0.05, where: { event: 'costbasis.completed' } },
            { fault: 'delay', dist: { dist: 'uniform', min: '5s', max: '90s' }, overtake: true, p: 0.1 },
            { fault: 'reorder', span: 2, p: 0.1 },
            { fault: 'loseAnswer', p: 0.05 },
          ],
          expect: [
            { accepted: 'all' },
            { count: { event: 'integration.created', webhook: 'all' }, equals: \(userCount) },
            { order: ['integration.created', 'transfer_detection.started', 'costbasis.started'], per: 'user' },
          ],
        }
        """
    }
}
