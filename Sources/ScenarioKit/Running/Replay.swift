package import DeliveryKit
import SimulationKit
import ContractKit
import JSONKit
import WireKit

/// An earlier run that is to be sent again: its file, the deliveries that are meant, and how.
///
/// What the file notes of its run takes the place of the scenario. Webhooks are as they were at first, all of
/// them active, and each signs with the secret that is given now.
package struct Replay: Sendable {
    /// The file of the earlier run.
    package let run: RecordedRun
    /// Which deliveries were asked for.
    package let selection: RecordedSelection
    /// Which those are.
    package let chosen: ChosenDeliveries
    /// What stands for the scenario: nothing happens in it but these deliveries.
    package let scenario: Scenario

    /// The fingerprint of the scenario that was run at first, through any number of replays.
    var original: String {
        RunNotes(run.identity.notes).replayOf ?? run.identity.fingerprint
    }

    /// Opens a run file and finds the deliveries that are meant.
    ///
    /// - Parameters:
    ///   - path: The run file, which stays as it is.
    ///   - selection: Which of its deliveries are meant.
    ///   - endpointCount: How many endpoints take the place of those of the earlier run.
    ///   - speed: How fast simulated time may pass; nil for at once.
    /// - Throws: Where it is no run file, is in use, or has nothing that is meant.
    package init(
        path: String,
        selection: RecordedSelection,
        endpointCount: Int,
        speed: Speed?
    ) throws(RecordedRunError) {
        run = try RecordedRun(path: path)
        self.selection = selection
        let profile = try run.profile()
        chosen = try selection.chosen(in: run) { Suggestion.nearest(to: $0, among: $1) }
        let notes = RunNotes(run.identity.notes)
        var accepted = Expectation.everyDeliveryIsAccepted
        // That nothing had failed is no failure of sending it again.
        accepted.allowEmpty = chosen.count == 0
        let words = selection.words.sorted().joined(separator: "\n")
        let content = "replay\n\(run.identity.fingerprint)\n\(words)"
        scenario = Scenario(
            name: run.identity.scenario,
            profile: profile,
            seed: run.identity.seed,
            start: notes.start ?? Moment(milliseconds: 0),
            speed: speed ?? .instant,
            webhooks: try Self.webhooks(of: run, notes, endpointCount: endpointCount),
            users: [],
            commands: [],
            webhookSteps: [],
            population: nil,
            behaviour: ProviderBehaviour(),
            account: nil,
            delivery: DeliverySettings(profile: profile, noted: notes.delivery),
            allowsInsecure: notes.allowsInsecure,
            expectations: [accepted],
            thresholds: [],
            probe: nil,
            faults: [],
            faultAims: [],
            fingerprint: SHA256.digest(of: Array(content.utf8)).hex
        )
    }

    private static func webhooks(
        of run: RecordedRun,
        _ notes: RunNotes,
        endpointCount: Int
    ) throws(RecordedRunError) -> [WebhookSpecification] {
        let count = max(notes.endpoints.count, run.lanes.webhookCount)
        guard endpointCount <= count else { throw .tooManyEndpoints(path: run.path, webhooks: count) }
        var webhooks: [WebhookSpecification] = []
        for place in 0..<count {
            guard place < notes.endpoints.count else {
                guard place < endpointCount else { throw .noEndpoints(path: run.path) }
                webhooks.append(WebhookSpecification(name: "webhook-\(place + 1)"))
                continue
            }
            let endpoint = notes.endpoints[place]
            var webhook = WebhookSpecification(name: endpoint.name)
            if place >= endpointCount, let text = endpoint.url {
                guard !endpoint.lacksQuery else {
                    throw .endpointLeftOut(webhook: endpoint.name, url: text)
                }
                guard let url = try? WebhookURL(text, allowsInsecure: notes.allowsInsecure) else {
                    throw .noEndpoints(path: run.path)
                }
                webhook.url = url
            }
            webhooks.append(webhook)
        }
        return webhooks
    }
}
