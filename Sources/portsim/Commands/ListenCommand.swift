import ConsumerKit
import DeliveryKit
import Dispatch
import Synchronization

/// Runs the reference consumer until a signal ends it.
enum ListenCommand {
    static func run(
        _ arguments: ListenArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        SignalWatch.block()
        _ = OpenFileLimit.raise()
        if let warning = arguments.common.secretSource.warning { console.warn(warning) }
        guard let secret = try arguments.common.secretSource.resolve(environment: environment) else {
            console.fail(
                "listen has no signing secret to check deliveries with",
                help: ["set PORTSIM_SECRET, or give --secret-env or --secret-file"]
            )
            return .usage
        }
        let previous = try arguments.previousSecretSource?.resolve(environment: environment)
        let ended = DispatchSemaphore(value: 0)
        let signal = Atomic<Int32>(0)
        let settings = console.settings
        let consumer = try Consumer.start(
            host: arguments.host,
            port: arguments.port,
            secrets: [secret, previous].compactMap(\.self).map {
                ConsumerSecret(String(decoding: $0.bytes, as: UTF8.self))
            },
            limits: ConsumerLimits(keepsDetails: true),
            fault: arguments.fault,
            persona: arguments.persona
        ) { deliveries in
            // On the observer's thread, which so has a console of its own.
            let console = Console.ofThisProcess(settings: settings)
            if deliveries.missedCount > 0 { console.note("… \(deliveries.missedCount) not shown") }
            for fact in deliveries.facts { console.note(fact.line) }
        }
        try console.write("listening on http://\(consumer.endpoint)\n")
        try console.flush()
        SignalWatch.begin { number in
            signal.store(number, ordering: .sequentiallyConsistent)
            ended.signal()
        }
        ended.wait()
        consumer.stop()
        console.note(Self.summary(consumer.counts))
        return ExitCode(rawValue: 128 + signal.load(ordering: .sequentiallyConsistent)) ?? .terminated
    }

    private static func summary(_ counts: ConsumerCounts) -> String {
        let notTaken = counts[.notTaken]
        return "\(counts.processed) processed, \(counts.duplicates) duplicates, \(counts.refused) refused"
            + (notTaken > 0 ? ", \(notTaken) not taken" : "")
    }
}
