import ContractKit
package import DeliveryKit
package import JSONKit
package import SimulationKit

/// The scenario of one event, told of to one webhook, perhaps several times.
///
/// A user of its own for each time lives through what brings the event about, and nothing else of that life
/// is delivered: so its data are such as the provider sends.
package struct SingleEvent: Sendable {
    /// What is announced.
    package var type: EventType
    /// The provider that announces it.
    package var profile: Profile
    /// Where every draw begins.
    package var seed: UInt64
    /// How many times, each an event of its own.
    package var times: Int
    /// The event's data; nil where they are drawn as the provider has them.
    package var data: GivenData?
    /// Further fields of the requests' heads.
    package var extraFields: [ExtraField] = []

    /// Most times.
    package static let timesMax = 10_000
    /// When the world begins in which an event with a seed of its own happens.
    package static let start = Moment(milliseconds: 1_767_225_600_000)

    /// Describes an event that the profile knows.
    package init(_ type: EventType, _ profile: Profile, seed: UInt64, times: Int = 1, data: GivenData? = nil)
    {
        precondition(profile.eventTypes.contains(type), "a profile announces its own events")
        precondition((1...Self.timesMax).contains(times), "an event is sent once at least")
        self.type = type
        self.profile = profile
        self.seed = seed
        self.times = times
        self.data = data
    }

    /// Reads the data of an event as a command line gives them.
    ///
    /// - Throws: what is wrong with it, with its place in the text.
    package static func data(_ source: SourceText) throws(ScenarioProblems) -> GivenData {
        do throws(Diagnostic) {
            let node = try JSONReader.read(source.bytes, dialect: .json5, loneSurrogates: .keep)
            guard let members = node.object else {
                throw Diagnostic("the data of an event are an object, not \(node.words)", at: node.range)
            }
            let data = GivenData(members)
            guard data.byteCount <= ScenarioLimits.dataBytesMax else {
                throw Diagnostic(
                    "the data of an event have at most \(ScenarioLimits.dataBytesMax) bytes as they are sent, and these have \(data.byteCount)",
                    at: node.range
                )
            }
            return data
        } catch {
            throw ScenarioProblems(diagnostics: [error], omittedCount: 0, source: source)
        }
    }

    /// The scenario, in which the last of the events is emitted at a moment; nil lets the world begin at `start`.
    package func scenario(to url: WebhookURL, endingAt end: Moment? = nil) throws -> Scenario {
        let scenario = scenario(to: url, from: Self.start)
        guard let end else { return scenario }
        var source = try scenario.source()
        var deliveries: [PlannedDelivery] = []
        while source.nextMoment != nil { try source.advance(into: &deliveries) }
        let last = deliveries.map(\.moment).max() ?? Self.start
        return self.scenario(to: url, from: end + (Self.start - last))
    }

    private func scenario(to url: WebhookURL, from start: Moment) -> Scenario {
        var delivery = DeliverySettings(profile: profile)
        delivery.retry = RetryPolicy(
            attemptsMax: 1,
            waits: .listed(milliseconds: []),
            retryable: delivery.retry.retryable
        )
        delivery.extraFields = extraFields
        delivery.keepsAnswers = true
        let steps = steps
        return Scenario(
            name: "one \(type.name)",
            profile: profile,
            seed: seed,
            start: start,
            speed: .instant,
            webhooks: [WebhookSpecification(name: "send", url: url, subscription: .only([type]))],
            users: (0..<times).map { UserSpecification(name: "user-\($0 + 1)") },
            commands: steps.flatMap { step in
                (0..<times).map { Command(at: start + step.atMilliseconds, user: $0, step.verb) }
            },
            webhookSteps: [],
            population: nil,
            behaviour: ProviderBehaviour(
                syncFailure: type == .integrationFailed ? .always : .never,
                // Of the updates the last alone is told of, in which all has happened.
                announcesProgress: false,
                wipe: profile.standardWipe
            ),
            account: type.isOfAccount
                ? AccountBehaviour(paymentFailure: type == .paymentFailed ? .always : .never) : nil,
            delivery: delivery,
            allowsInsecure: false,
            expectations: [.everyDeliveryIsAccepted],
            thresholds: [],
            probe: nil,
            faults: [],
            faultAims: [],
            fingerprint: ""
        )
    }

    private struct Step {
        let atMilliseconds: Int64
        let verb: Verb

        init(_ atMilliseconds: Int64 = 0, _ verb: Verb) {
            self.atMilliseconds = atMilliseconds
            self.verb = verb
        }
    }

    /// What brings the event about, exactly once.
    private var steps: [Step] {
        if let data { return [Step(0, .emit(type, data))] }
        let project: UInt64 = 1
        let signUp = Step(0, .account(.signUp(name: nil, email: nil)))
        let create = Step(60_000, .account(.createProject(project, name: nil)))
        switch type {
        case .integrationCreated: return [Step(0, .connect(integration, nil))]
        case .integrationUpdated, .integrationFailed: return [Step(0, .connect(integration, .drawn))]
        case .integrationDeleted:
            return [
                Step(0, .connect(integration, .drawn)),
                Step(3_600_000, .remove(integration: integration.key, .drawn)),
            ]
        case .transferDetectionStarted, .transferDetectionCompleted, .costBasisStarted, .costBasisCompleted:
            return [Step(0, .recalculate(RecalculationPlan()))]
        case .transferDetectionFailed:
            let failure = StagePlan(failure: "transfer matching timed out")
            return [Step(0, .recalculate(RecalculationPlan(transferDetection: failure)))]
        case .costBasisFailed:
            let failure = StagePlan(failure: "missing price history")
            return [Step(0, .recalculate(RecalculationPlan(costBasis: failure)))]
        case .userCreated: return [signUp]
        case .userUpdated:
            return [signUp, Step(60_000, .account(.updateUser(name: nil, email: nil, status: nil)))]
        case .userDeleted: return [signUp, Step(60_000, .account(.deleteUser))]
        case .projectCreated: return [signUp, create]
        case .projectUpdated:
            return [
                signUp, create,
                Step(120_000, .account(.updateProject(project, name: nil, status: nil))),
            ]
        case .projectDeleted: return [signUp, create, Step(120_000, .account(.deleteProject(project)))]
        case .fileUploaded:
            return [
                signUp, create,
                Step(120_000, .account(.upload(project: project, name: nil, sizeBytes: nil))),
            ]
        case .paymentSucceeded, .paymentFailed: return [signUp, Step(60_000, .account(.pay(.drawn)))]
        }
    }

    private var integration: IntegrationSpecification {
        var stream = RandomStream(seed: seed, user: 0, purpose: .life)
        let providers = Life.defaultProviders
        let provider = providers.options[providers.draw(from: &stream)].name
        return IntegrationSpecification(name: "main", provider: ConnectedProvider.resolve(provider))
    }
}
