import JSONKit
import SimulationKit

/// A step of a timeline as it was read, with the places that problems of it are reported at.
struct Step {
    /// What the verb does to the integration that it names.
    enum Action {
        case connect
        case resync(mode: String?)
        case rename
        case remove
    }

    /// Milliseconds after the start.
    let atMilliseconds: Int64
    let user: Int
    let verb: Verb
    let overrides: [EventOverride]
    /// What it does, and to which integration; nil where it is about the user.
    let action: (Action, NamedUsers.Integration)?
    let atRange: SourceRange
    /// What the verb names.
    let reference: ValueCursor
    /// The value of `mode`, where there is one.
    let mode: ValueCursor?
    /// The most time that what it brings about can take, in milliseconds.
    let consequencesMilliseconds: Int64
}
