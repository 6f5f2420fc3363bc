/// What the account provider keeps of one user.
///
/// Texts that are drawn are not kept but drawn again where they are written: most users of a crowd are
/// silent most of the time, and a hundred thousand of them are alive at once.
struct AccountState: Sendable {
    /// What a scenario gives of the profile in place of what is drawn.
    var given: GivenProfile?
    /// The time of the last `user.updated`; later ones fall in later seconds.
    var lastChange = Moment.earliest
    /// Deleted ones stay: their keys are not given again.
    var projects: [ProjectState] = []
    /// Settled ones give their places to later ones.
    var payments: [PaymentState] = []
    /// How many changes of the profile, files and payments there were; they tell their random streams apart.
    var changeOrdinal: UInt32 = 0
    var fileOrdinal: UInt32 = 0
    var paymentOrdinal: UInt32 = 0
    /// The change that gave the last name; 0 for the one from the beginning.
    var nameOrdinal: UInt32 = 0
    /// The change that gave the address, and how many changes of it there were.
    var addressOrdinal: UInt32 = 0
    var addressCount: UInt32 = 0
    var status = UserStatus.active
    var machine = AccountUserMachine()

    func place(ofProject key: UInt64) -> Int? {
        projects.firstIndex { $0.key == key }
    }
}

/// What a scenario gives of a user's profile.
final class GivenProfile: Sendable {
    let name: String?
    let email: String?

    /// Nil where nothing is given.
    init?(name: String?, email: String?) {
        guard name != nil || email != nil else { return nil }
        self.name = name
        self.email = email
    }
}

/// What the account provider keeps of one project.
struct ProjectState: Sendable {
    let key: UInt64
    /// The name that a scenario gives it; nil where it is drawn.
    var givenName: GivenText?
    /// The time of its last `project.updated`.
    var lastChange = Moment.earliest
    /// How many files it has; they stand alike, so one machine moves for all of them.
    var fileCount: Int32 = 0
    /// How many changes there were; tells their random streams apart.
    var changeOrdinal: UInt32 = 0
    /// The change that gave the drawn name; 0 for the one from the beginning.
    var nameOrdinal: UInt32 = 0
    var machine = ProjectMachine()
    var files = FileMachine()

    var status: ProjectStatus { machine.state == .archived ? .archived : .active }
}

/// What the account provider keeps of one payment.
struct PaymentState: Sendable {
    /// What a step says of it; nil where all of it is drawn.
    let script: Script<PaymentPlan>?
    /// Tells its identifier and draws from those of the user's others.
    let ordinal: UInt32
    var machine = PaymentMachine()

    var plan: PaymentPlan { script?.plan ?? .drawn }
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
            if storage.isEmpty {
                storage.reserveCapacity(1)
                storage.append(AccountState())
            }
            yield &storage[0]
        }
    }
}
