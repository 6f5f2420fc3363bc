/// What checks have in common; the raw value begins their ids.
package enum CheckFamily: String, CaseIterable, Sendable {
    case signature = "SIG"
    case headers = "HDR"
    case idempotency = "IDM"
    case ordering = "ORD"
    case lifecycle = "LIF"
    case robustness = "ROB"
    case performance = "PRF"
    case concurrency = "CON"
    case security = "SEC"

    /// What it is about, in a few words.
    package var title: String {
        switch self {
        case .signature: "signature"
        case .headers: "headers and body"
        case .idempotency: "idempotency"
        case .ordering: "ordering"
        case .lifecycle: "lifecycle"
        case .robustness: "robustness"
        case .performance: "performance and time-outs"
        case .concurrency: "concurrency"
        case .security: "security"
        }
    }

    /// Its checks, in the order of their numbers.
    package var checks: [ContractCheck] {
        switch self {
        case .signature: ContractCheck.signature
        case .headers: ContractCheck.headers
        case .idempotency: ContractCheck.idempotency
        case .ordering: ContractCheck.ordering
        case .lifecycle: ContractCheck.lifecycle
        case .robustness: ContractCheck.robustness
        case .performance: ContractCheck.performance
        case .concurrency: ContractCheck.concurrency
        case .security: ContractCheck.security
        }
    }
}
