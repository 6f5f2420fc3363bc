import DeliveryKit
import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Warns of a fault that can never apply: a file that asks for it is most likely mistaken.
    func warn(of fault: Fault, _ cursor: ObjectCursor) {
        let name = fault.kind.name.rawValue
        func warn(_ message: String, _ key: String) {
            reading.warn("'\(name)' never applies: \(message)", at: cursor.keyRange(key) ?? cursor.opening)
        }
        if case .probability(.never) = fault.choice { warn("its probability is 0", "p") }
        if let webhook = fault.target.webhook.map({ webhooks[$0] }), let event = fault.target.event,
            !takes(webhook, event), !isEdited(fault.target.webhook)
        {
            warn("the webhook '\(webhook.name)' is not told of \(event.name)", "where")
        }
        switch fault.kind {
        case .jobFail, .jobStall, .statusVocabulary:
            guard reading.profile.standardWipe == nil, reading.profile.eventTypes == EventType.account else {
                if fault.kind.name == .statusVocabulary, let event = fault.target.event,
                    !event.isAboutIntegration
                {
                    warn("\(event.name) carries no status of an integration", "where")
                }
                return
            }
            warn("the profile '\(reading.profile.name)' has no such jobs", "fault")
        case .dialect(let profile):
            let other = Profile.all[profile]
            if other.name == reading.profile.name { warn("that is the scenario's own profile", "to") }
            if reading.profile.eventTypes == EventType.account {
                warn("the profile '\(reading.profile.name)' has no later contract", "fault")
            }
        case .secret(.previous):
            let places = fault.target.webhook.map { [$0] } ?? Array(webhooks.indices)
            if !places.contains(where: hasPreviousSecret) {
                warn("no webhook has a 'secretPrevious' or a 'rotateSecret'", "as")
            }
        case .stripHeader(let header):
            if !sendsAllHeaders, FaultHeaders.further.contains(where: { $0.lowercased() == header }) {
                warn("\(missingHeaders)", "name")
            }
        case .headerMismatch: if !sendsAllHeaders { warn(missingHeaders, "fault") }
        case .giveUpEarly(let after):
            if after >= delivery.timeoutMilliseconds { warn("the timeout comes first", "after") }
        case .outage(let span): warnOfEnd(span.lowerBound, warn, "from")
        case .unknownEvent, .unknownField, .wire, .clockSkew, .fanOut, .drop, .duplicate, .reorder, .delay,
            .burst, .secret, .tamper, .staleReplay, .sever, .dribble, .loseAnswer, .crash:
            break
        }
        if case .window(let span) = fault.choice { warnOfEnd(span.lowerBound, warn, "window") }
    }

    /// Nothing happens after the last moment that can be written.
    private func warnOfEnd(_ moment: Moment, _ warn: (String, String) -> Void, _ key: String) {
        if moment >= .latest { warn("nothing happens that late", key) }
    }

    private var sendsAllHeaders: Bool { delivery.headers.namesAll(in: reading.profile) }

    private var missingHeaders: String {
        "'\(reading.profile.name)' sends no such header; delivery: { headers: 'all' } does"
    }

    private func takes(_ webhook: WebhookSpecification, _ event: EventType) -> Bool {
        switch webhook.subscription {
        case .all: true
        case .only(let types): types.contains(event)
        }
    }

    private func isEdited(_ place: Int?) -> Bool {
        webhookSteps.contains { step in
            if step.webhook == place, case .edit(url: _, subscription: .some) = step.change {
                true
            } else {
                false
            }
        }
    }

    private func hasPreviousSecret(_ place: Int) -> Bool {
        webhooks[place].previousSecret != nil
            || webhookSteps.contains { step in
                if step.webhook == place, case .rotate = step.change { true } else { false }
            }
    }
}
