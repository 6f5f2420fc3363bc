/// Why a text names no fault; the facts, for whoever tells a user.
package enum ConsumerFaultProblem: Error, Hashable, Sendable {
    /// There is no fault of that name.
    case unknown(String)
    /// The fault needs an argument.
    case argumentMissing(ConsumerFaultName)
    /// The fault takes no argument.
    case argumentUnwanted(ConsumerFaultName)
    /// The argument is not what the fault takes, in words such as `a status from 200 to 599`.
    case argumentInvalid(ConsumerFaultName, expected: String)
}
