import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit

/// Turns the root of a scenario file into a scenario, section by section.
///
/// Sections are read in the order in which they need one another, not in that of the file: names first,
/// then what refers to them.
struct ScenarioDecoder {
    let reading: Reading
    let overrides: ScenarioOverrides

    var seed: UInt64 = 1
    var start = Self.standardStart
    var speed = Speed.instant
    var delivery = DeliverySettings(profile: .kryptosV1)
    var allowsInsecure = false
    var provider = ProviderSettings()
    /// Whether the file is named as one that only serves others to extend.
    var isBase = false
    var webhooks: [WebhookSpecification] = []
    var users = NamedUsers()
    var probe: ProbeDefinition?
    var thresholds: [Threshold] = []
    var webhookSteps: [WebhookStep] = []
    var faults: [Fault] = []

    /// 2026-01-01T00:00:00Z.
    private static let standardStart = Moment(milliseconds: 1_767_225_600_000)

    init(reading: Reading, overrides: ScenarioOverrides) {
        self.reading = reading
        self.overrides = overrides
    }

    /// Reads the whole file; nil where its root is no object, else whatever could be read.
    mutating func decode(_ node: JSONNode, standardName: String) -> Scenario? {
        let cursor = ValueCursor(node, .object(.scenario), label: "a scenario", reading)
        guard var root = cursor.object() else { return nil }
        root["portsim"]?.version()
        if let first = node.object?.first, let place = root.keyRange("portsim"), first.keyRange != place {
            reading.report("'portsim' is the first key of a scenario", at: place)
        }
        // The file that it extends is in this already.
        let isWhole = root["extends"].map { $0.text() != nil } ?? true
        let name = root["name"]?.name() ?? standardName
        reading.profile = root["profile"]?.profile() ?? .kryptosV1
        provider.wipe = reading.profile.standardWipe
        seed = root["seed"]?.seed() ?? 1
        seed = overrides.seed ?? seed
        delivery = DeliverySettings(profile: reading.profile)
        root["clock"]?.object().map { decodeClock($0) }
        speed = overrides.speed ?? speed
        root["provider"]?.object().map { decodeProvider($0) }
        root["delivery"]?.object().map { decodeDelivery($0) }
        root["webhooks"]?.list().map { decodeWebhooks($0) }
        root["users"]?.entries().map { decodeUsers($0) }
        let timeline = root["timeline"]
        let steps = timeline?.list().map { decodeTimeline($0) } ?? DecodedTimeline()
        let population = root["population"]
        let crowd = population?.object().flatMap { decodePopulation($0) }
        if isWhole, population == nil, timeline?.node.array?.isEmpty ?? true {
            reading.report(
                isBase
                    ? "this is a base for scenarios to extend, and none itself: it has neither steps nor a population"
                    : "nothing would happen: a scenario needs steps in 'timeline', or a 'population'",
                at: timeline?.node.range ?? root.opening
            )
        }
        root["probe"]?.object().map { decodeProbe($0) }
        root["thresholds"]?.object().map { decodeThresholds($0) }
        webhookSteps = steps.webhookSteps
        root["faults"]?.list().map { decodeFaults($0) }
        let expectations = root["expect"]?.list().map { decodeExpectations($0) } ?? []
        root.finish()
        guard reading.problemCount == 0 else { return nil }
        return Scenario(
            name: name,
            profile: reading.profile,
            seed: seed,
            start: start,
            speed: speed,
            webhooks: webhooks,
            users: users.specifications,
            commands: steps.commands,
            webhookSteps: steps.webhookSteps,
            population: crowd,
            behaviour: provider.behaviour,
            account: accountBehaviour,
            delivery: delivery,
            allowsInsecure: allowsInsecure,
            expectations: completed(expectations),
            thresholds: thresholds,
            probe: probe,
            faults: faults,
            faultAims: faults.map { aim(of: $0) },
            fingerprint: Fingerprint.hex(of: node)
        )
    }

    private mutating func decodeClock(_ cursor: ObjectCursor) {
        var cursor = cursor
        start = cursor["start"]?.moment() ?? start
        speed = cursor["speed"]?.speed() ?? speed
        cursor.finish()
    }

    /// Adds what every scenario expects that does not say otherwise.
    private func completed(_ expectations: [Expectation]) -> [Expectation] {
        var saysWhatIsAccepted = false
        var saysWhatIsForged = !faults.contains(where: \.forgesSignatures)
        for expectation in expectations {
            switch expectation.kind {
            case .accepted: saysWhatIsAccepted = true
            case .forgeriesRefused: saysWhatIsForged = true
            case .count, .never, .order, .attempts, .headers, .body, .sameBytes, .signature, .probe,
                .metric, .sometimes, .digest:
                continue
            }
        }
        return (saysWhatIsAccepted ? [] : [.everyDeliveryIsAccepted])
            + (saysWhatIsForged ? [] : [.noForgeryIsAccepted]) + expectations
    }
}
