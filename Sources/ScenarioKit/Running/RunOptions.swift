package import DeliveryKit
import Glibc
import JSONKit
package import WireKit

/// What the command line says of a run, over what the scenario file says.
package struct RunOptions: Sendable {
    /// URLs in place of those of the file's webhooks, in their order; surplus ones are further webhooks.
    package var endpoints: [String] = []
    /// The signing secret of webhooks that have none in the file.
    package var secret: String?
    /// In place of the file's concurrency.
    package var concurrency: Int?
    /// Where the run is recorded; nil keeps nothing.
    package var runFile: String?
    /// Whether to go on with the run file, should there be one.
    package var resumes = false
    /// In place of the file's speed.
    package var speed: Speed?
    /// Real time after which the run is stopped.
    package var maxTimeMilliseconds: Int64?
    /// Whom encrypted connections believe.
    package var trust = TLSTrust()
    /// The run that is sent again in place of the scenario's own stream.
    package var replay: Replay?
    /// How long the probe is asked again where an expectation says nothing else, in real milliseconds.
    package var patienceMilliseconds: Int64 = 1_000
    /// Knobs of the run file.
    package var ledgerOptions = LedgerOptions()

    /// Most descriptors that the process may have; nil where there are enough for any concurrency.
    package var descriptorsMax: Int?

    /// Descriptors that are kept for everything but connections: files, pipes, the run file, loops.
    package static let descriptorsApart = 64

    /// Fewest descriptors that a run begins with: with fewer, one end of a connection might wait for ever.
    package static let descriptorsMin = 20

    /// Options that leave everything to the file.
    package init() {}

    /// The concurrency of a run: what is asked for, as far as there are descriptors for it.
    ///
    /// It changes no byte and no moment, so that fewer connections are no failure. A connection to a
    /// consumer in the same process takes two.
    func concurrency(otherwise standard: Int, isEmbedded: Bool) throws(EngineError) -> Int {
        let wanted = concurrency ?? standard
        guard let descriptorsMax else { return wanted }
        guard descriptorsMax >= Self.descriptorsMin else {
            throw .wire(.noDescriptor(SystemError(code: EMFILE)))
        }
        return min(wanted, max(1, (descriptorsMax - Self.descriptorsApart) / (isEmbedded ? 2 : 1)))
    }
}

/// Why a run cannot begin although its scenario is sound.
package enum RunSetupError: Error, Equatable {
    /// A webhook outside this process has no secret.
    case missingSecret(webhook: String)
    /// A webhook outside this process is rotated, so long after the start, to a secret that nobody knows.
    case missingRotatedSecret(webhook: String, after: String)
    /// A URL of the command line is none.
    case badEndpoint(String, WebhookURL.Problem)
    /// More endpoints than a run may have.
    case tooManyWebhooks(Int)
    /// The consumer inside the process could not be started.
    case consumer(String)

    /// What is wrong and what to do about it, for people.
    package var message: String {
        switch self {
        case .missingSecret(let webhook):
            "the webhook '\(webhook)' has no signing secret; set PORTSIM_SECRET, or give --secret-env or --secret-file"
        case .missingRotatedSecret(let webhook, let after):
            "the secret of '\(webhook)' is rotated after \(after), and its consumer cannot know the new one; give 'secret' in that step, or 'secretPrevious' at the webhook"
        // The password would be in logs for good.
        case .badEndpoint(_, .credentials): "--endpoint: \(WebhookURL.Problem.credentials.message)"
        case .badEndpoint(let text, let problem):
            "--endpoint \(DisplayText.printable(text)): \(problem.message)"
        case .tooManyWebhooks(let count):
            "\(count) webhooks are too many; a run has at most \(Self.webhooksMax)"
        case .consumer(let reason): "the consumer inside the process could not be started: \(reason)"
        }
    }

    /// Most webhooks of one run.
    package static let webhooksMax = 1_000
}
