/// The life of a user of the account provider, from signing up to being deleted.
///
/// ```
///   unknown ── signs up ──▶ registered ── deleted ──▶ gone, where everything ends
///                              │    ▲
///                              └────┘ changes the profile, works
/// ```
/// Work is whatever a user does that is about something else: a project, a file, a payment.
package struct AccountUserMachine: Hashable, Sendable {
    /// Where the user stands.
    package enum State: UInt8, CaseIterable, Sendable {
        case unknown
        case registered
        case gone
    }

    /// What happens to the user.
    package enum Input: String, CaseIterable, Sendable {
        case signUp
        case change
        case work
        case deletion
    }

    /// What has to be done because it happened.
    package enum Effect: String, CaseIterable, Sendable {
        /// Announce `user.created`.
        case announceCreation
        /// Announce `user.updated`.
        case announceChange
        /// Go on with what the user does.
        case proceed
        /// Delete the projects, drop what is pending, and announce `user.deleted`.
        case deleteAll
    }

    /// Where the user stands now.
    package private(set) var state: State

    /// A user of whom the provider knows nothing.
    package init() {
        state = .unknown
    }

    /// Places a machine anywhere; for exhausting its table.
    init(state: State) {
        self.state = state
    }

    /// Applies an input and returns what it brings about; the state is unchanged when refused.
    package mutating func handle(_ input: Input) throws(InvalidTransition) -> Effect {
        switch (state, input) {
        case (.unknown, .signUp):
            state = .registered
            return .announceCreation
        case (.registered, .change):
            return .announceChange
        case (.registered, .work):
            return .proceed
        case (.registered, .deletion):
            state = .gone
            return .deleteAll
        case (.unknown, .change), (.unknown, .work), (.unknown, .deletion), (.registered, .signUp),
            (.gone, .signUp), (.gone, .change), (.gone, .work), (.gone, .deletion):
            throw InvalidTransition("user", from: "\(state)", on: input.rawValue)
        }
    }
}
