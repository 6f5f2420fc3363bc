import ContractKit
package import DeliveryKit

extension Scenario {
    /// Every secret that the file gives, for whoever must not show one.
    package var secrets: [String] {
        signingSecrets + (probe?.fields ?? []).map(\.value).filter { !$0.isEmpty }
    }

    /// Those that webhooks sign with.
    package var signingSecrets: [String] {
        var secrets = webhooks.flatMap { [$0.secret, $0.previousSecret].compactMap(\.self) }
        for step in webhookSteps {
            if case .rotate(let secret?) = step.change { secrets.append(secret) }
        }
        return secrets
    }

    /// Where a run of it delivers outside this process, with URLs of the command line in place of the file's.
    package func targets(endpoints: [String]) throws(RunSetupError) -> [WebhookURL] {
        var targets: [WebhookURL] = []
        for place in 0..<max(webhooks.count, endpoints.count) {
            if place < endpoints.count {
                do throws(WebhookURL.Problem) {
                    targets.append(try WebhookURL(endpoints[place], allowsInsecure: allowsInsecure))
                } catch {
                    throw .badEndpoint(endpoints[place], error)
                }
            } else if let url = webhooks[place].url {
                targets.append(url)
            }
        }
        return targets
    }
}
