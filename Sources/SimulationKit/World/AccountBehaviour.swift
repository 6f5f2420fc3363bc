/// How the account provider behaves towards a user wherever no step says otherwise.
///
/// A class, so that all users of a kind share one.
package final class AccountBehaviour: Sendable {
    /// Which of the documents' two ways users are written in.
    package let userShape: UserShape
    /// How long a payment is pending, in milliseconds.
    package let settling: Distribution
    /// How likely a payment fails.
    package let paymentFailure: Probability
    /// Why payments fail.
    package let paymentFailureReasons: WeightedChoice

    /// Describes a behaviour; the defaults are those of a timeline, where nothing fails by itself.
    package init(
        userShape: UserShape = .full,
        settling: Distribution = .uniform(400...6_000),
        paymentFailure: Probability = .never,
        paymentFailureReasons: WeightedChoice = AccountBehaviour.defaultReasons
    ) {
        self.userShape = userShape
        self.settling = settling
        self.paymentFailure = paymentFailure
        self.paymentFailureReasons = paymentFailureReasons
    }

    /// Why payments fail, with the weights of a crowd.
    package static let defaultReasons = WeightedChoice([
        ("card declined", 5), ("insufficient funds", 3), ("card expired", 2), ("processor timeout", 1),
    ])
}

/// What the members of a crowd do at the account provider.
///
/// A class, so that all of them share one.
package final class AccountLife: Sendable {
    /// How many projects a member creates.
    package let projectsPerUser: Distribution
    /// How many files a member uploads to each.
    package let filesPerProject: Distribution
    /// How many payments a member makes.
    package let paymentsPerUser: Distribution
    /// Changing the profile, and each project.
    package let update: Life.Occasion
    /// Being deleted, for the member and for each project.
    package let delete: Life.Occasion

    /// Describes a life.
    package init(
        projectsPerUser: Distribution,
        filesPerProject: Distribution,
        paymentsPerUser: Distribution,
        update: Life.Occasion,
        delete: Life.Occasion
    ) {
        self.projectsPerUser = projectsPerUser
        self.filesPerProject = filesPerProject
        self.paymentsPerUser = paymentsPerUser
        self.update = update
        self.delete = delete
    }

    /// The most projects, files of a project, or payments that a member has, whatever is drawn.
    package static let countMax: Int64 = 1_000
    /// Milliseconds between a member's projects.
    static let projectGap: ClosedRange<Int64> = 60_000...7_200_000
    /// Milliseconds between the files of a project.
    static let fileGap: ClosedRange<Int64> = 5_000...1_800_000
    /// Milliseconds between a member's payments.
    static let paymentGap: ClosedRange<Int64> = 600_000...86_400_000

    /// The most time from a member's arrival to the last that it does, in milliseconds, occasions left out.
    package static func longest(projects: Int64, files: Int64, payments: Int64) -> Int64 {
        // Far within 64 bits: the counts are at most a thousand each.
        let pace = projects * projectGap.upperBound + files * fileGap.upperBound
        return max(pace, payments * paymentGap.upperBound)
    }
}
