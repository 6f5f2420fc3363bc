import DeliveryKit
import SimulationKit
import WireKit

/// The secrets that a webhook signs with in the course of a run.
struct WebhookSecrets {
    /// Why there is one too few.
    enum Lack: Error {
        /// There is none to begin with.
        case first
        /// There is none for the rotation at this moment.
        case rotation(Moment)
    }

    /// The first one, then that of each rotation in order of moment.
    let all: [String]
    /// The one before the first, where the file gives one; nothing is signed with it but what a fault forges.
    let previous: String?
    private let rotations: [Moment]

    /// Finds the secrets of a webhook among what the file and the command line give.
    ///
    /// A webhook with a `secretPrevious` signs with it until its first rotation, where that gives no
    /// secret, and with its `secret` then. What else is left out is derived where nobody outside the
    /// process has to know it: from the seed, so that a run can be repeated to the byte. A derived secret
    /// is no secret from whoever knows the seed, and signs nothing but what stays in this process.
    init(
        _ specification: WebhookSpecification?,
        place: Int,
        steps: [WebhookStep],
        otherwise: String?,
        derivesFrom seed: UInt64?
    ) throws(Lack) {
        let derived = seed.map { seed in { Self.derived(seed: seed, webhook: place, rotation: $0) } }
        guard let own = specification?.secret ?? otherwise ?? derived?(0) else { throw .first }
        var all = [own]
        var rotations: [Moment] = []
        for step in steps where step.webhook == place {
            guard case .rotate(let given) = step.change else { continue }
            if rotations.isEmpty, given == nil, let previous = specification?.previousSecret {
                all = [previous, own]
            } else if let secret = given ?? derived?(rotations.count + 1) {
                all.append(secret)
            } else {
                throw .rotation(step.moment)
            }
            rotations.append(step.moment)
        }
        self.all = all
        previous = specification?.previousSecret.flatMap { $0 == all[0] ? nil : $0 }
        self.rotations = rotations
    }

    /// Each secret with the moment from which nothing new is signed with it; nil for the last.
    var spans: [(secret: String, end: Moment?)] {
        all.enumerated().map { ($0.element, $0.offset < rotations.count ? rotations[$0.offset] : nil) }
    }

    /// The operations of all webhooks, with the keys of the rotations in place.
    static func operations(_ steps: [WebhookStep], _ secrets: [WebhookSecrets]) -> [WebhookOperation] {
        var rotationCounts = Array(repeating: 0, count: secrets.count)
        return steps.map { step in
            let change: WebhookOperation.Change
            switch step.change {
            case .rotate:
                rotationCounts[step.webhook] += 1
                change = .rotate(
                    Signature.key(secret: secrets[step.webhook].all[rotationCounts[step.webhook]])
                )
            case .disable: change = .disable
            case .enable: change = .enable
            case .edit(let url, let subscription): change = .edit(url: url, subscription: subscription)
            case .delete: change = .delete
            }
            return WebhookOperation(
                webhook: step.webhook,
                at: step.moment,
                commandsBefore: step.commandsBefore,
                change
            )
        }
    }

    private static func derived(seed: UInt64, webhook: Int, rotation: Int) -> String {
        let text = "secret of the consumer inside: seed \(seed), webhook \(webhook), rotation \(rotation)"
        return "whsec_" + SHA256.digest(of: Array(text.utf8)).hex
    }
}
