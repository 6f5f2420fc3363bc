/// The life of a file in a project.
///
/// ```
///   (new) arriving ── stored ──▶ uploaded ── its project is deleted ──▶ discarded, where everything ends
/// ```
/// Only the upload is announced (001): a file goes silently with its project.
package struct FileMachine: Hashable, Sendable {
    /// Where the file stands.
    package enum State: UInt8, CaseIterable, Sendable {
        case arriving
        case uploaded
        case discarded
    }

    /// What happens to it.
    package enum Input: String, CaseIterable, Sendable {
        case stored
        case projectDeleted
    }

    /// What has to be done because it happened.
    package enum Effect: String, CaseIterable, Sendable {
        /// Announce `file.uploaded`.
        case announceUpload
        /// Forget it; nobody is told.
        case forget
    }

    /// Where the file stands now.
    package private(set) var state: State

    /// A file on its way.
    package init() {
        state = .arriving
    }

    /// Places a machine anywhere; for exhausting its table.
    init(state: State) {
        self.state = state
    }

    /// Applies an input and returns what it brings about; the state is unchanged when refused.
    package mutating func handle(_ input: Input) throws(InvalidTransition) -> Effect {
        switch (state, input) {
        case (.arriving, .stored):
            state = .uploaded
            return .announceUpload
        case (.arriving, .projectDeleted), (.uploaded, .projectDeleted):
            state = .discarded
            return .forget
        case (.uploaded, .stored), (.discarded, .stored), (.discarded, .projectDeleted):
            throw InvalidTransition("file", from: "\(state)", on: input.rawValue)
        }
    }
}
