import JSONKit
import SimulationKit

/// A step of a timeline as it was read, with the places that problems of it are reported at.
struct Step {
    /// What the verb does to the integration that it names.
    enum Action {
        case connect
        case resync(mode: String?)
        case rename
        /// Whether its wipe is said to fail, so that the integration stays.
        case remove(wipeFails: Bool)
        case suspend
        case resume
    }

    /// Milliseconds after the start.
    var atMilliseconds: Int64
    let decoded: DecodedVerb
    let overrides: [EventOverride]
    /// How often it happens, this time included.
    let repetition: Repetition
    let atRange: SourceRange
    /// What the verb names.
    let reference: ValueCursor
    /// The most time that what it brings about can take, in milliseconds.
    let consequencesMilliseconds: Int64
}

/// What a verb and its keys say.
struct DecodedVerb {
    var user: Int
    var verb: Verb
    /// What it does, and to which integration; nil where it is about the user.
    var action: (Step.Action, NamedUsers.Integration)?
    /// The value of `mode`, where there is one.
    var mode: ValueCursor?
    /// The grant that it takes back; nil where it takes none.
    var revocation: Revocation?
    /// How many events it brings about.
    var eventsMax: Int
    /// The most time that its syncs and stages can take.
    var takesMilliseconds: Int64
}

/// A grant that a step takes back.
struct Revocation {
    /// The value of `grant` and its ordinal from 0; nil for the first that is live.
    let grant: (cursor: ValueCursor, ordinal: Int)?
}
