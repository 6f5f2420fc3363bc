/// What a command asks of the account provider; what it leaves out is drawn from the seed.
package enum AccountVerb: Sendable {
    /// Registers the user.
    case signUp(name: String?, email: String?)
    /// Changes the user's profile; where nothing is given, one thing of it that is drawn.
    case updateUser(name: String?, email: String?, status: UserStatus?)
    /// Deletes the user and all that is the user's, the projects first.
    case deleteUser
    /// Creates a project under a key that tells it from the user's others.
    case createProject(UInt64, name: String?)
    /// Changes a project; where nothing is given, its name or its status, as it is drawn.
    case updateProject(UInt64, name: String?, status: ProjectStatus?)
    /// Deletes a project with its files.
    case deleteProject(UInt64)
    /// Uploads a file to a project.
    case upload(project: UInt64, name: String?, sizeBytes: Int64?)
    /// Makes a payment, which settles later.
    case pay(PaymentPlan)
}

/// What a step says of the payment it makes; what it leaves out is drawn from the seed.
package final class PaymentPlan: Sendable {
    /// In hundredths of the currency's unit; nil draws it.
    package let amountHundredths: Int64?
    /// What it is made in; nil draws it.
    package let currency: Currency?
    /// How long it is pending; nil draws it.
    package let takesMilliseconds: Int64?
    /// Why it fails; nil where the behaviour decides.
    package let failure: String?

    /// Makes a plan; everything left out is drawn.
    package init(
        amountHundredths: Int64? = nil,
        currency: Currency? = nil,
        takesMilliseconds: Int64? = nil,
        failure: String? = nil
    ) {
        self.amountHundredths = amountHundredths
        self.currency = currency
        self.takesMilliseconds = takesMilliseconds
        self.failure = failure
    }

    /// A plan that leaves everything to the seed.
    package static let drawn = PaymentPlan()
}
