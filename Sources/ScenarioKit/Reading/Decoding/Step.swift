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
    /// Whom or what it is about, and what it asks for.
    enum Subject {
        case user(Int, Verb)
        case webhook(Int, WebhookStep.Change)
    }

    var subject: Subject
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

    /// Describes what a user does.
    init(
        user: Int,
        verb: Verb,
        action: (Step.Action, NamedUsers.Integration)? = nil,
        mode: ValueCursor? = nil,
        revocation: Revocation? = nil,
        eventsMax: Int,
        takesMilliseconds: Int64
    ) {
        subject = .user(user, verb)
        self.action = action
        self.mode = mode
        self.revocation = revocation
        self.eventsMax = eventsMax
        self.takesMilliseconds = takesMilliseconds
    }

    /// Describes what is done to a webhook: it brings about no event and takes no time.
    init(webhook: Int, _ change: WebhookStep.Change) {
        subject = .webhook(webhook, change)
        eventsMax = 0
        takesMilliseconds = 0
    }
}

/// The steps of a timeline in order of moment, sorted out by who carries them out.
struct DecodedTimeline {
    private(set) var commands: [Command] = []
    private(set) var webhookSteps: [WebhookStep] = []

    /// Adds the next step in the order of moments.
    mutating func append(_ step: Step, start: Moment) {
        let moment = start + step.atMilliseconds
        switch step.decoded.subject {
        case .user(let user, let verb):
            commands.append(Command(at: moment, user: user, verb, overrides: step.overrides))
        case .webhook(let webhook, let change):
            webhookSteps.append(
                WebhookStep(webhook: webhook, at: moment, commandsBefore: commands.count, change)
            )
        }
    }
}

/// A grant that a step takes back.
struct Revocation {
    /// The value of `grant` and its ordinal from 0; nil for the first that is live.
    let grant: (cursor: ValueCursor, ordinal: Int)?
}
