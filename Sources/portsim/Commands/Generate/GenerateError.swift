import DeliveryKit
import JSONKit

/// Why `generate` cannot print what was asked for; exit code 2.
enum GenerateError: Error, Equatable {
    /// `--users` for a file that has no population.
    case noPopulation(file: String)
    /// `--webhook` for a population, which has none.
    case noWebhooks(String)
    /// `--webhook` with a name that is none of these.
    case webhookUnknown(String, known: [String])
    /// A format that signs, and nothing to sign with.
    case missingSecret(GenerateFormat)
    /// An endpoint that is none.
    case badEndpoint(String, WebhookURL.Problem)

    /// One sentence without a full stop; what helps stands on lines of its own.
    var message: String {
        switch self {
        case .noPopulation(let file):
            "\(Flag.users.spelling) replaces the number of users of a population, and \(file) has none"
        case .noWebhooks(let name):
            "there is no webhook \(Printable.quoted(name)): this scenario has no webhooks"
        case .webhookUnknown(let name, _):
            "there is no webhook \(Printable.quoted(name))"
        case .missingSecret(let format):
            "\(Flag.format.spelling) \(format.rawValue) signs, and there is no secret"
        case .badEndpoint(let text, let problem):
            "\(Flag.endpoint.spelling) cannot be \(Printable.quoted(text)): \(problem.message)"
        }
    }

    /// What helps, one line each.
    var help: [String] {
        switch self {
        case .noPopulation:
            ["leave out the file for a population with defaults, or give the file a 'population'"]
        case .noWebhooks:
            ["without \(Flag.webhook.spelling) the whole stream is printed"]
        case .webhookUnknown(let name, let known):
            (Suggestion.nearest(to: name, among: known).map { ["did you mean '\(Printable.escaped($0))'?"] }
                ?? [])
                + [
                    "there \(known.count == 1 ? "is" : "are") \(known.map(Printable.quoted).joined(separator: ", "))"
                ]
        case .missingSecret:
            [
                "give it with \(Flag.secretEnv.usage), \(Flag.secretFile.usage) or the environment variable "
                    + SecretSource.defaultVariableName
            ]
        case .badEndpoint:
            []
        }
    }
}
