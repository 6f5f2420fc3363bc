import ContractKit
import DeliveryKit
import JSONKit
import ReportKit
import ScenarioKit
import SimulationKit
import WireKit

/// Prints the provider's stream, or what one webhook would be sent of it.
struct GenerateCommand {
    private let arguments: GenerateArguments
    private let console: Console
    private let scenario: Scenario
    private let begun = MonotonicClock.nanoseconds()

    static func run(
        _ arguments: GenerateArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        do {
            let command = try GenerateCommand(arguments, console, environment)
            try command.run(environment)
            console.eraseProgress()
            return .success
        } catch let error as GenerateError {
            console.fail(error.message, help: error.help)
            return .usage
        } catch {
            console.eraseProgress()
            throw error
        }
    }

    private init(
        _ arguments: GenerateArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws {
        self.arguments = arguments
        self.console = console
        scenario = try Self.scenario(arguments, environment)
    }

    private static func scenario(
        _ arguments: GenerateArguments,
        _ environment: ProcessEnvironment
    ) throws -> Scenario {
        guard let file = arguments.file else {
            let users = arguments.users ?? 1
            let text =
                "{ portsim: 1, name: 'population', profile: '\(arguments.profile.name)', population: { users: \(users) } }"
            return try ScenarioReader.read(
                SourceText(name: "\(Flag.users.spelling) \(users)", bytes: Array(text.utf8)),
                overrides: ScenarioOverrides(seed: arguments.common.seed)
            )
        }
        let scenario = try ScenarioLoading.load(
            file,
            arguments.common,
            environment,
            users: arguments.users
        )
        if arguments.users != nil, scenario.population == nil {
            throw GenerateError.noPopulation(file: Printable.quoted(file))
        }
        return scenario
    }

    private func run(_ environment: ProcessEnvironment) throws {
        guard arguments.webhook != nil || arguments.format.isRequest else { return try printBodies() }
        let common = arguments.common
        if arguments.format.isRequest, let warning = common.secretSource.warning { console.warn(warning) }
        let secret =
            arguments.format.isRequest ? try common.secretSource.resolve(environment: environment) : nil
        try printDeliveries(of: try GenerateTarget(arguments, scenario, secret: secret))
    }

    /// The whole stream.
    private func printBodies() throws {
        let frame: BodyStream.Frame = arguments.format == .json ? .array : .lines
        var window = GenerateWindow(arguments, start: scenario.start)
        var stream = BodyStream(
            world: try scenario.world(withFaults: false),
            profile: scenario.profile,
            announcesProgress: scenario.announcesProgress
        )
        var chunk: [UInt8] = []
        chunk.reserveCapacity(2 * Console.pendingBytesMax)
        var hasBegun = false
        while !stream.isOver(window) {
            try stream.fill(&chunk, upTo: Console.pendingBytesMax, separator: frame.separator, &window)
            if !hasBegun, !chunk.isEmpty {
                hasBegun = true
                chunk.removeFirst(frame.separator.count)
                try console.write(bytes: frame.opening)
            }
            try console.write(bytes: chunk)
            chunk.removeAll(keepingCapacity: true)
            showProgress(events: stream.eventCount, now: stream.now)
        }
        try console.write(bytes: hasBegun ? frame.closing : frame.nothing)
    }

    /// What one webhook is sent, in any format.
    private func printDeliveries(of target: GenerateTarget) throws {
        var printer = DeliveryPrinter(format: arguments.format, target: target)
        var window = GenerateWindow(arguments, start: scenario.start)
        var source = target.source
        var deliveries: [PlannedDelivery] = []
        var count: Int64 = 0
        var chunk: [UInt8] = []
        while !window.isOver(source.nextMoment) {
            deliveries.removeAll(keepingCapacity: true)
            try source.advance(into: &deliveries)
            // Nobody here keeps anything about users.
            source.retiredUsers.removeAll(keepingCapacity: true)
            for delivery in deliveries
            where delivery.webhook == target.place && delivery.fault?.isDropped != true
                && window.includes(delivery.moment) && window.take()
            {
                printer.append(delivery, to: &chunk)
            }
            count += 1
            if chunk.count >= Console.pendingBytesMax || count.isMultiple(of: Self.stepsBetweenLooks) {
                try console.write(bytes: chunk)
                chunk.removeAll(keepingCapacity: true)
                showProgress(events: source.eventCounts.reduce(0, +), now: source.now)
            }
        }
        printer.finish(&chunk)
        try console.write(bytes: chunk)
    }

    /// Steps of the world between two looks at the clock.
    private static let stepsBetweenLooks: Int64 = 1_024

    private func showProgress(events: Int64, now: Moment) {
        let nanoseconds = MonotonicClock.nanoseconds()
        console.progress(nowMilliseconds: nanoseconds / 1_000_000) {
            let milliseconds = (nanoseconds - begun) / 1_000_000
            let perSecond = milliseconds > 0 ? events * 1_000 / milliseconds : 0
            return [
                "\(Phrase.number(events)) events",
                "\(Phrase.number(perSecond))/s",
                "\(ReportKit.DurationText.text(milliseconds: now - scenario.start)) simulated",
            ].joined(separator: " · ")
        }
    }
}
