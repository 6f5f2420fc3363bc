import ContractKit
import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads what must be true of the run.
    func decodeExpectations(_ cursors: [ValueCursor]) -> [Expectation] {
        var names = Selectors(decoder: self)
        return cursors.enumerated().compactMap { place, cursor in
            guard var expectation = cursor.object() else { return nil }
            let name = expectation["name"]?.name()
            let severity: Severity = expectation["severity"]?.choice() ?? .must
            let allowEmpty = expectation["allowEmpty"]?.flag() ?? false
            guard let subject = expectation.variant?.discriminator.key, let value = expectation[subject],
                let kind = decodeKind(subject, value, &expectation, &names)
            else { return nil }
            expectation.finish()
            return Expectation(
                place: place,
                name: name,
                severity: severity,
                allowEmpty: allowEmpty,
                kind: kind
            )
        }
    }

    private func decodeKind(
        _ subject: String,
        _ value: ValueCursor,
        _ expectation: inout ObjectCursor,
        _ names: inout Selectors
    ) -> Expectation.Kind? {
        switch subject {
        case "accepted":
            _ = value.choice()
            return .accepted(allowPending: expectation["allowPending"]?.flag() ?? false)
        case "forged":
            _ = value.choice()
            return .forgeriesRefused
        case "count":
            let condition = decodeCondition(&expectation, of: "a count")
            let unique = expectation["unique"]?.choice()
            guard let selector = names.decode(value), let condition else { return nil }
            return .count(selector, condition, of: unique == nil ? .deliveries : .ids)
        case "never":
            guard let selector = names.decode(value) else { return nil }
            if value.node.object?.isEmpty ?? true {
                value.report("'never' needs something to look for: 'event', 'user' or 'webhook'")
            }
            return .never(selector)
        case "order":
            return decodeOrder(value, per: expectation["per"])
        case "attempts":
            let condition = decodeCondition(&expectation, of: "a number of attempts")
            guard let selector = names.decode(value), let condition else { return nil }
            return .attempts(selector, condition)
        case "headers":
            let fields = expectation["fields"].flatMap { decodeFields($0) }
            guard let selector = names.decode(value), let fields else { return nil }
            return .headers(selector, fields)
        case "sameBytes":
            return names.decode(value).map { .sameBytes($0) }
        case "signature":
            return names.decode(value).map { .signature($0) }
        case "body":
            let condition = decodeBody(&expectation)
            guard let selector = names.decode(value), let condition else { return nil }
            return .body(selector, condition)
        case "probe":
            return decodeProbeQuestion(value, &expectation, names)
        case "metric":
            return decodeMetric(value, is: expectation["is"])
        case "sometimes":
            let property = expectation["with"].map { decodeProperty($0) } ?? DeliveryProperty()
            guard let selector = names.decode(value), let property else { return nil }
            return .sometimes(selector, property)
        case "digest":
            return value.digest().map { .digest($0) }
        default:
            preconditionFailure("'\(subject)' is a subject of the table that is never read")
        }
    }

    func decodeCondition(_ expectation: inout ObjectCursor, of noun: String) -> NumberCondition? {
        let equals = expectation["equals"]
        let atLeast = expectation["atLeast"]
        let atMost = expectation["atMost"]
        let exact = equals?.integer()
        let least = atLeast?.integer()
        let most = atMost?.integer()
        if equals != nil, atLeast != nil || atMost != nil {
            for key in ["atLeast", "atMost"] {
                guard let place = expectation.keyRange(key) else { continue }
                reading.report("'equals' says it all: remove '\(key)'", at: place)
            }
            return nil
        }
        if equals == nil, atLeast == nil, atMost == nil {
            // A mistyped one is reported by itself.
            if !expectation.hasUnknownKeys {
                reading.report("\(noun) needs 'equals', 'atLeast' or 'atMost'", at: expectation.opening)
            }
            return nil
        }
        if let exact { return NumberCondition(equals: exact) }
        if let least, let most, most < least {
            atMost?.report("no number is at least \(least) and at most \(most)")
            return nil
        }
        return NumberCondition(atLeast: least, atMost: most)
    }

    private func decodeOrder(_ value: ValueCursor, per: ValueCursor?) -> Expectation.Kind? {
        let scope: Expectation.OrderScope = per?.choice() ?? .user
        guard let cursors = value.list() else { return nil }
        var types: [EventType] = []
        for cursor in cursors {
            guard let type = cursor.event() else { continue }
            if types.contains(type) { cursor.report("this event is in the order already") }
            if scope == .wallet, !type.isAboutIntegration {
                cursor.report("\(type.name) is about a user, not about one of its wallets")
            }
            types.append(type)
        }
        return .order(types, per: scope)
    }
}

extension EventType {
    /// Whether its payload is about one integration.
    var isAboutIntegration: Bool {
        switch self {
        case .integrationCreated, .integrationUpdated, .integrationDeleted, .integrationFailed: true
        case .transferDetectionStarted, .transferDetectionCompleted, .transferDetectionFailed,
            .costBasisStarted, .costBasisCompleted, .costBasisFailed, .userCreated, .userUpdated,
            .userDeleted,
            .projectCreated, .projectUpdated, .projectDeleted, .fileUploaded, .paymentSucceeded,
            .paymentFailed:
            false
        }
    }
}

/// Reads selectors: turns the names of users, integrations and webhooks into what deliveries carry.
struct Selectors {
    private let decoder: ScenarioDecoder
    private let world: World

    init(decoder: ScenarioDecoder) {
        self.decoder = decoder
        world = World(
            seed: decoder.seed,
            start: decoder.start,
            account: decoder.accountBehaviour,
            users: decoder.users.specifications
        )
    }

    /// Reads one selector.
    mutating func decode(_ value: ValueCursor) -> EventSelector? {
        guard var cursor = value.object() else { return nil }
        let event = cursor["event"]
        let user = cursor["user"]
        let integration = cursor["integration"]
        let webhook = cursor["webhook"]
        let place = user?.user(of: decoder.users)
        var selector = EventSelector(event: event?.event())
        selector.user = place.map { self.user($0) }
        selector.wallet = integration.flatMap { wallet($0, ofUser: place, isUserGiven: user != nil) }
        selector.webhook = webhook.flatMap { self.webhook($0) }
        if let type = selector.event, let integration, !type.isAboutIntegration {
            integration.report("\(type.name) is about a user, not about one of its integrations")
        }
        cursor.finish()
        return selector
    }

    /// Who a user of the file is in bodies.
    func user(_ place: Int) -> EventSelector.User {
        EventSelector.User(uid: world.user(place).uid, name: decoder.users.users[place].name)
    }

    /// Who a user of the file is to a consumer: where bodies name nobody but a grant, the user's first one.
    func owner(_ place: Int) -> EventSelector.User {
        let details = world.user(place)
        return EventSelector.User(
            uid: decoder.reading.profile.owner(of: details, grant: 0, seed: decoder.seed),
            name: decoder.users.users[place].name
        )
    }

    /// Which integration of a user a value names.
    func wallet(
        _ value: ValueCursor,
        ofUser place: Int?,
        isUserGiven: Bool
    ) -> EventSelector.Wallet? {
        guard let name = value.reference() else { return nil }
        guard isUserGiven else {
            value.report("an integration is that of a user: give 'user' too")
            return nil
        }
        guard let place else { return nil }
        let user = decoder.users.users[place]
        guard let integration = user.integration(name) else {
            value.report(
                "\(Diagnostic.quoted(user.name)) has no integration \(Diagnostic.quoted(name))",
                suggestion: Suggestion.nearest(to: name, among: user.integrations.map(\.name))
            )
            return nil
        }
        return EventSelector.Wallet(
            identifier: IntegrationDetails.walletIdentifier(
                of: integration.specification,
                user: world.user(place),
                seed: decoder.seed
            ),
            name: "\(user.name)/\(integration.name)"
        )
    }

    private func webhook(_ value: ValueCursor) -> EventSelector.Webhook? {
        value.webhook(of: decoder.webhooks).map {
            EventSelector.Webhook(index: $0, name: decoder.webhooks[$0].name)
        }
    }
}
