/// The kinds of distributions that scenarios name.
package enum DistributionKind: String, CaseIterable, Sendable {
    case uniform
    case exponential
    case lognormal
    case geometric

    /// What it is good for, in one sentence.
    package var summary: String {
        switch self {
        case .uniform: "Every number from min to max as likely as any other."
        case .exponential: "Waits between independent happenings: mean; optionally min and max."
        case .lognormal: "Sizes and running times with a long tail: median, sigma; optionally min and max."
        case .geometric: "Counts, each next one as unlikely as the last: mean; optionally min and max."
        }
    }
}
