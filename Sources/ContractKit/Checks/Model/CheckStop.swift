/// Why a check goes no further.
enum CheckStop: Error, Equatable {
    /// What there is to say was noted.
    case settled
    /// The endpoint did not come back, and nothing can be asked of it any more.
    case gone
    /// Somebody stopped the whole run, or its time was over.
    case stopped
}
