package import ContractKit
package import DeliveryKit
package import SimulationKit

/// All that the reports of one run tell.
///
/// There is no place in it for a secret or a URL, nor for a body but in `record`.
package struct RunReport: Equatable, Sendable {
    /// How often one kind of event was emitted.
    package struct EventCount: Equatable, Sendable {
        /// The kind.
        package var type: EventType
        /// How often.
        package var count: Int64

        /// States a count.
        package init(type: EventType, count: Int64) {
            self.type = type
            self.count = count
        }
    }

    /// What was run: scenario, profile and seed fix every byte of it.
    package struct Subject: Equatable, Sendable {
        /// The name that the scenario gives itself.
        package var scenario: String
        /// The provider's contract.
        package var profile: String
        /// What all was drawn from.
        package var seed: UInt64

        /// Names what was run.
        package init(scenario: String, profile: String, seed: UInt64) {
            self.scenario = scenario
            self.profile = profile
            self.seed = seed
        }
    }

    /// What a fault did in the run.
    package struct FaultCount: Equatable, Sendable {
        /// What it is called.
        package var name: FaultName
        /// What it is aimed at and which of that it hits, as `where event costbasis.completed, count 1`; may be empty.
        package var aim: String
        /// Whether a provider may do it; nil for what is done to this program itself.
        package var legality: FaultLegality?
        /// How often it was done.
        package var injected: Int64

        /// States a count.
        package init(name: FaultName, aim: String, legality: FaultLegality?, injected: Int64) {
            self.name = name
            self.aim = aim
            self.legality = legality
            self.injected = injected
        }
    }

    /// The command that ran, such as `run`.
    package var command: String
    /// The tool's version.
    package var version: String
    /// What was run.
    package var subject: Subject
    /// What it came to.
    package var verdict: RunVerdict
    /// Why it did not pass, as a sentence without a final point; nil when the findings say enough.
    package var explanation: String?
    /// What the process ends with.
    package var exitCode: Int32
    /// The digest of the stream, in hex.
    package var digest: String
    /// Real time from the first attempt to the end, of this run alone where it was resumed.
    package var wallNanoseconds: Int64
    /// Whether it went on where an earlier run had stopped.
    package var isResumed: Bool
    /// Simulated time from the start to the last thing that happened.
    package var simulatedMilliseconds: Int64
    /// Events emitted, by kind, in the order of the profile's catalogue; those that never came included.
    package var events: [EventCount]
    /// Deliveries by what became of them.
    package var deliveries: DeliveryCounts
    /// Attempts made.
    package var attemptCount: Int64
    /// Attempts that were not the first of their delivery.
    package var retryCount: Int64
    /// Attempts whose request went out twice, because a kept connection had died before any answer.
    package var resentCount: Int64
    /// The faults in the order of the file, those that never were injected included.
    package var faults: [FaultCount] = []
    /// How long the answers took; nil where there was none.
    package var ack: AckSummary?
    /// Every judgement, in the order of the file.
    package var checks: [Finding]
    /// The last lines on stderr of a consumer that the tool started; nil where it started none.
    package var consumerLines: [String]?
    /// How to run it again; nil where nothing does.
    package var reproduction: Reproduction?
    /// The scenario file as it was named, or the run file that is sent or reported on again; nil where not known.
    package var file: String?
    /// Where scenario files ask for what was judged, by the id of the finding.
    package var places: [String: ReportPlace] = [:]
    /// Whether what should hold had to.
    package var isStrict = false

    /// Single deliveries, bodies included; nil where no report shows any, or nothing is known of them.
    package var record: RunRecord?

    /// Puts a report together from a run's parts.
    ///
    /// `eventCounts` are by the raw value of their type, as an engine counts them; kinds that the profile does
    /// not have are left out.
    package init(
        command: String,
        version: String,
        subject: Subject,
        verdict: RunVerdict,
        explanation: String? = nil,
        exitCode: Int32,
        digest: String,
        wallNanoseconds: Int64,
        isResumed: Bool = false,
        simulatedMilliseconds: Int64,
        eventTypes: [EventType],
        eventCounts: [Int64],
        tally: RunTally,
        checks: [Finding],
        reproduction: Reproduction? = nil
    ) {
        self.command = command
        self.version = version
        self.subject = subject
        self.verdict = verdict
        self.explanation = explanation
        self.exitCode = exitCode
        self.digest = digest
        self.wallNanoseconds = wallNanoseconds
        self.isResumed = isResumed
        self.simulatedMilliseconds = simulatedMilliseconds
        events = eventTypes.map { type in
            let index = Int(type.rawValue)
            return EventCount(type: type, count: eventCounts.indices.contains(index) ? eventCounts[index] : 0)
        }
        deliveries = tally.deliveries
        attemptCount = tally.attemptCount
        retryCount = tally.retryCount
        resentCount = tally.resentCount
        ack = tally.ack
        self.checks = checks
        self.reproduction = reproduction
    }

    /// Whether it tells of contract checks: of requests of its own, and not of a scenario's deliveries.
    package var isVerification: Bool { command == "verify" }

    /// How many judgements came to what, in words such as `58 pass, 3 fail`; verdicts that none has are left out.
    package var verdictCounts: String {
        FindingVerdict.allCases.map { verdict in (verdict, checks.count { $0.verdict == verdict }) }
            .filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
    }

    /// Events emitted, of all kinds.
    package var eventsTotal: Int64 { events.reduce(0) { $0 + $1.count } }
}
