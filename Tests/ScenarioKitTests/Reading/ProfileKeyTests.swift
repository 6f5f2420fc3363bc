import SimulationKit
import Testing

@testable import ScenarioKit

/// Keys that only some profiles know.
struct ProfileKeyTests {
    /// What an object may hold, and a scenario of a profile with a key of it, whatever its value.
    private static let places:
        [(fields: [Field], text: @Sendable (_ profile: String, _ key: String) -> String)] = [
            (
                Shape.population.allFields,
                { "{ portsim: 1, profile: '\($0)',\n population: { users: 5,\n\($1): null } }" }
            ),
            (
                Shape.provider.allFields,
                { "{ portsim: 1, profile: '\($0)', population: { users: 5 },\n provider: {\n\($1): null } }" }
            ),
            (
                Shape.user.allFields,
                {
                    "{ portsim: 1, profile: '\($0)', population: { users: 5 },\n users: { a: {\n\($1): null } } }"
                }
            ),
            (
                Shape.step.variants.map(\.discriminator),
                {
                    "{ portsim: 1, profile: '\($0)', users: { a: {} },\n timeline: [{ at: '0s',\n\($1): 'a' }] }"
                }
            ),
        ]

    @Test(arguments: Profile.all.map(\.name))
    func `a key is refused at every provider that does not know it, and at no other`(profile: String) {
        var refused = 0
        for place in Self.places {
            for field in place.fields {
                let messages = Samples.messages(place.text(profile, field.key))
                let start = "3:1 '\(field.key)' goes with the profile '"
                let end = "', and this scenario's is '\(profile)'"
                let isRefused = messages.contains { $0.hasPrefix(start) && $0.hasSuffix(end) }
                #expect(isRefused == !field.isKnown(to: profile), "\(field.key): \(messages)")
                refused += isRefused ? 1 : 0
            }
        }
        #expect(refused > 10)
    }
}
