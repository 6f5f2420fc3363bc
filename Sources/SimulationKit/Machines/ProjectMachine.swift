/// The life of a project, from its creation to its deletion.
///
/// ```
///   (new) ── created ──▶ active ◀── reactivated ── archived
///                          │  │                    ▲    │
///                          │  └───── archived ─────┘    │
///                          └── deleted ──▶ deleted ◀────┘, where everything ends
/// ```
/// The picture leaves out that an active or archived project may be changed and take files: what a status
/// forbids is the product's business, not its webhooks'.
package struct ProjectMachine: Hashable, Sendable {
    /// Where the project stands.
    package enum State: UInt8, CaseIterable, Sendable {
        case active
        case archived
        case deleted
    }

    /// What happens to it.
    package enum Input: String, CaseIterable, Sendable {
        /// Something else than the status changes.
        case change
        case archive
        case reactivate
        case upload
        case deletion
    }

    /// What has to be done because it happened.
    package enum Effect: String, CaseIterable, Sendable {
        /// Announce `project.updated`.
        case announceChange
        /// Take the file in.
        case takeFile
        /// Discard the files and announce `project.deleted`.
        case discardAndAnnounce
    }

    /// Where the project stands now.
    package private(set) var state: State

    /// A project that has just been created.
    package init() {
        state = .active
    }

    /// Places a machine anywhere; for exhausting its table.
    init(state: State) {
        self.state = state
    }

    /// Applies an input and returns what it brings about; the state is unchanged when refused.
    package mutating func handle(_ input: Input) throws(InvalidTransition) -> Effect {
        switch (state, input) {
        case (.active, .change), (.archived, .change):
            return .announceChange
        case (.active, .archive), (.archived, .archive):
            // Archiving what is archived is announced like any other change that changes nothing.
            state = .archived
            return .announceChange
        case (.active, .reactivate), (.archived, .reactivate):
            state = .active
            return .announceChange
        case (.active, .upload), (.archived, .upload):
            return .takeFile
        case (.active, .deletion), (.archived, .deletion):
            state = .deleted
            return .discardAndAnnounce
        case (.deleted, .change), (.deleted, .archive), (.deleted, .reactivate), (.deleted, .upload),
            (.deleted, .deletion):
            throw InvalidTransition("project", from: "\(state)", on: input.rawValue)
        }
    }
}
