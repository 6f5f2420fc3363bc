import DeliveryKit
import JSONKit
import ScenarioKit
import WireKit

/// The consumer that `--exec` starts, and the wait for whoever is to listen.
struct ExecutedConsumer {
    /// Why a run does not begin.
    enum Failure: Error, Equatable {
        /// Nothing is delivered outside this process.
        case noTarget
        /// Somebody else has the port.
        case taken(String)
        /// It ended before it listened, if at all.
        case ended(ChildGroup.Ending, lines: [String])
        /// It runs, and nobody listens.
        case silent(String, milliseconds: Int64, lines: [String])
        /// Nobody listens, and nothing was to be started.
        case nobody(String, milliseconds: Int64)

        /// One sentence, and what it is known by on lines of their own.
        var message: String {
            switch self {
            case .noTarget:
                "\(Flag.exec.spelling) starts a consumer, and nothing would be delivered to it"
            case .taken(let endpoint):
                "something listens on \(endpoint) already, before the consumer of \(Flag.exec.spelling) is started"
            case .ended(let ending, _): "the consumer \(ending.words) before it listened"
            case .silent(let endpoint, let milliseconds, _):
                "the consumer does not listen on \(endpoint) after \(Self.seconds(milliseconds))"
            case .nobody(let endpoint, let milliseconds):
                "nobody listens on \(endpoint) after \(Self.seconds(milliseconds))"
            }
        }

        /// What helps.
        var help: [String] {
            switch self {
            case .noTarget: ["give \(Flag.endpoint.usage), or webhooks with URLs in the file"]
            case .taken: ["end it, or give the consumer another port"]
            case .ended(_, let lines), .silent(_, _, let lines):
                lines.isEmpty
                    ? ["it wrote nothing on stderr"] : lines.map { "it wrote: \(DisplayText.printable($0))" }
            case .nobody: ["start it, or let \(Flag.exec.usage) do that"]
            }
        }

        /// What the process ends with.
        var code: ExitCode {
            switch self {
            case .noTarget, .taken: .usage
            case .ended, .silent, .nobody: .inconclusive
            }
        }

        private static func seconds(_ milliseconds: Int64) -> String {
            milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000) s" : "\(milliseconds) ms"
        }
    }

    /// How long a consumer that was started has to listen, where nobody says it.
    static let waitMillisecondsDefault: Int64 = 30_000
    /// Between two looks.
    private static let lookMilliseconds = 25
    /// How long one connection may take.
    private static let connectMilliseconds: Int32 = 1_000

    /// What runs; nil without `--exec`.
    let group: ChildGroup?
    private let waitMilliseconds: Int64?

    /// Starts what is to be started; the targets are those of all runs.
    init(
        _ common: CommonArguments,
        targets: [WebhookURL],
        hiding secrets: [[UInt8]]
    ) throws {
        guard let command = common.exec else {
            group = nil
            waitMilliseconds = common.waitMilliseconds
            return
        }
        guard !targets.isEmpty else { throw Failure.noTarget }
        for target in targets where WebhookURL.isLoopback(target.endpoint.host) {
            guard !PortProbe.isOpen(target.endpoint, milliseconds: Self.connectMilliseconds) else {
                throw Failure.taken(target.endpoint.description)
            }
        }
        waitMilliseconds = common.waitMilliseconds ?? Self.waitMillisecondsDefault
        group = try ChildGroup(command, hiding: secrets)
    }

    /// Waits until all targets accept connections, or until the stop is asked for.
    func wait(for targets: [WebhookURL], stop: EngineStop) throws(Failure) {
        guard let waitMilliseconds else { return }
        let deadline = MonotonicClock.nanoseconds() + waitMilliseconds * 1_000_000
        for target in targets {
            while !PortProbe.isOpen(target.endpoint, milliseconds: Self.connectMilliseconds) {
                if let ending = group?.ending {
                    // What it wrote last may come a little later than its end.
                    group?.waitForChange(milliseconds: 200)
                    throw .ended(ending, lines: group?.lastLines ?? [])
                }
                guard stop.reason == nil else { return }
                guard MonotonicClock.nanoseconds() < deadline else {
                    let endpoint = target.endpoint.description
                    guard let group else { throw .nobody(endpoint, milliseconds: waitMilliseconds) }
                    throw .silent(endpoint, milliseconds: waitMilliseconds, lines: group.lastLines)
                }
                pause()
            }
        }
    }

    /// Waits for the next look.
    private func pause() {
        if let group {
            group.waitForChange(milliseconds: Self.lookMilliseconds)
        } else {
            Pause.milliseconds(Int32(Self.lookMilliseconds))
        }
    }

    /// Ends what was started.
    func stop() { group?.stop() }
}
