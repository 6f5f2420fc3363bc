/// What the account provider keeps of one user.
struct AccountState: Sendable {
    var machine = AccountUserMachine()
    var profile = AccountUser(name: "", email: "", status: .active)
    /// The time of the last `user.updated`; later ones fall in later seconds.
    var lastChange: Moment?
    /// Deleted ones stay, without name and files: their keys are not given again.
    var projects: [ProjectState] = []
    /// Settled ones give their places to later ones.
    var payments: [PaymentState] = []
    /// How many changes of the profile, files and payments there were; they tell their random streams apart.
    var changeOrdinal: UInt32 = 0
    var fileOrdinal: UInt32 = 0
    var paymentOrdinal: UInt32 = 0

    func place(ofProject key: UInt64) -> Int? {
        projects.firstIndex { $0.key == key }
    }
}

/// What the account provider keeps of one project.
struct ProjectState: Sendable {
    let key: UInt64
    var name: String
    /// The time of its last `project.updated`.
    var lastChange: Moment?
    var files: [FileMachine] = []
    /// How many changes there were; tells their random streams apart.
    var changeOrdinal: UInt32 = 0
    var machine = ProjectMachine()

    var status: ProjectStatus { machine.state == .archived ? .archived : .active }
}

/// What the account provider keeps of one payment.
struct PaymentState: Sendable {
    let plan: PaymentPlan
    let override: EventOverride?
    /// Tells its identifier and draws from those of the user's others.
    let ordinal: UInt32
    var machine = PaymentMachine()
}

/// The account of a user, or none: eight bytes for the many users who have none.
///
/// A list of at most one, since that is copied when it is changed, as values are.
struct AccountSlot: Sendable {
    private var storage: [AccountState] = []

    /// The account; a new one where nothing has happened yet.
    var state: AccountState {
        get { storage.first ?? AccountState() }
        _modify {
            if storage.isEmpty { storage.append(AccountState()) }
            yield &storage[0]
        }
    }
}
