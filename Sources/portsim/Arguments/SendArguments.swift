package import DeliveryKit
package import SimulationKit
import ScenarioKit

/// What `send` was asked to do.
package struct SendArguments: Sendable {
    /// What is announced.
    package let event: EventType
    /// Where it goes.
    package let url: WebhookURL
    /// The provider that announces it.
    package let profile: Profile
    /// The event's data as JSON; nil where they are drawn.
    package let data: String?
    /// Further fields of the request's head.
    package let fields: [ExtraField]
    /// How many times.
    package let times: Int
    /// Whether commands are printed in place of sending.
    package let isDryRun: Bool
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        let word = scanned.positionals[0]
        let profile = try ArgumentValue.profile(in: scanned)
        (event, self.profile) = try Self.event(word, profile)
        do throws(WebhookURL.Problem) {
            url = try WebhookURL(scanned.positionals[1])
        } catch {
            throw .urlInvalid(scanned.positionals[1], error, command: .send)
        }
        data = scanned.value(.data)
        fields = try ArgumentValue.fields(in: scanned)
        times = try ArgumentValue.integer(.times, in: scanned, range: 1...SingleEvent.timesMax) ?? 1
        isDryRun = scanned.has(.dryRun)
        self.common = common
    }

    /// The event of a name, and the profile: where none is asked for, the first that has the event.
    private static func event(
        _ word: String,
        _ profile: Profile?
    ) throws(UsageError) -> (EventType, Profile) {
        let known = (profile.map { [$0] } ?? Profile.all).flatMap(\.eventTypes)
        if let type = known.first(where: { $0.name == word }),
            let profile = profile ?? Profile.all.first(where: { $0.eventTypes.contains(type) })
        {
            return (type, profile)
        }
        let owner = Profile.all.first { $0.eventTypes.contains { $0.name == word } }
        throw .eventUnknown(
            word,
            profile: profile?.name,
            owner: owner?.name,
            suggestion: DidYouMean.nearest(to: word, among: known.map(\.name))
        )
    }
}
