import JSONKit

/// Whom one body is for: which webhook, and which of the user's grants.
package struct Target: Hashable, Sendable {
    /// The webhook's place in the file, from 0; 0 also where there is none.
    package let webhook: Int
    /// The grant's ordinal, from 0.
    package let grant: Int

    /// Names a target.
    package init(webhook: Int, grant: Int = 0) {
        self.webhook = webhook
        self.grant = grant
    }

    /// The target that `generate` prints first.
    package static let first = Target(webhook: 0)

    var word: UInt64 { UInt64(grant) << 32 | UInt64(webhook) }
}

/// Writes the bodies of events, byte for byte as a Node provider's `JSON.stringify` would.
///
/// By hand: a general encoder is ten times slower and orders keys differently in each process.
package struct BodyWriter: Sendable {
    private let layout: BodyLayout
    private var date = WrittenDate()
    private var ahead = ReadAhead()

    /// Makes a writer for one profile and seed.
    package init(profile: Profile, seed: UInt64) {
        layout = BodyLayout(profile: profile, seed: seed)
    }

    /// The id that a target's delivery of this event carries.
    package func identifier(of event: Event, for target: Target) -> String {
        String(decoding: identifierBytes(of: event, for: target), as: UTF8.self)
    }

    /// The same id as bytes, as a header has it.
    package func identifierBytes(of event: Event, for target: Target) -> [UInt8] {
        event.givenIdentifier.map { Array($0.text.utf8) }
            ?? layout.derivedIdentifier(of: event, for: target)
    }

    /// Appends the body that one target gets of an event.
    package mutating func append(_ event: Event, for target: Target, to body: inout [UInt8]) {
        layout.append(event, for: target, &date, to: &body)
    }

    /// Appends the bodies that one target gets of many events, a separator before each.
    package mutating func append(
        _ events: [Event],
        in places: Range<Int>,
        for target: Target,
        separator: [UInt8],
        to bytes: inout [UInt8]
    ) {
        for place in places { events[place].integration?.readTexts(&ahead) }
        layout.append(events, in: places, for: target, separator: separator, &date, to: &bytes)
    }
}
