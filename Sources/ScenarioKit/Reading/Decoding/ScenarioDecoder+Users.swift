import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads the users that the timeline names.
    mutating func decodeUsers(_ entries: [ValueCursor.Entry]) {
        var uids = DistinctTexts()
        var wallets = DistinctTexts()
        for entry in entries {
            guard var user = entry.value.object() else { continue }
            let uid = user["uid"]
            let grants = user["grants"]?.integer() ?? 1
            let integrations = user["integrations"]?.entries() ?? []
            let decoded = integrations.compactMap { decodeIntegration($0, &wallets) }
            var places: [[UInt8]: Int] = [:]
            for (place, integration) in decoded.enumerated() { places[Array(integration.name.utf8)] = place }
            users.append(
                NamedUsers.User(
                    name: entry.key,
                    uid: uid.flatMap { uids.distinct($0.text(), at: $0, "uid") },
                    grants: Int(grants),
                    integrations: decoded,
                    places: places
                )
            )
            user.finish()
        }
    }

    private func decodeIntegration(
        _ entry: ValueCursor.Entry,
        _ wallets: inout DistinctTexts
    ) -> NamedUsers.Integration? {
        guard var cursor = entry.value.object() else { return nil }
        let identifier = cursor["provider"]
        let category: IntegrationCategory? = cursor["category"]?.choice()
        let provider = identifier?.text() ?? ""
        if let identifier, !provider.isEmpty, ConnectedProvider.known(provider) == nil,
            cursor["category"] == nil
        {
            identifier.report(
                "\(Diagnostic.quoted(provider)) is no provider that is known: give it a 'category'",
                suggestion: ProviderNames.nearest(to: provider)
            )
        }
        var specification = IntegrationSpecification(
            name: entry.key,
            provider: ConnectedProvider.resolve(
                provider,
                publicName: cursor["providerPublicName"]?.text(),
                logoURL: cursor["logoUrl"]?.text(),
                category: category
            ),
            type: cursor["type"]?.choice() ?? .api
        )
        specification.alias = cursor["alias"]?.text()
        specification.publicAddress = cursor["publicAddress"]?.text()
        specification.isContract = cursor["isContract"]?.flag() ?? false
        specification.walletIdentifier = cursor["walletId"].flatMap {
            wallets.distinct($0.text(), at: $0, "walletId")
        }
        specification.initialStatus = cursor["status"]?.choice() == "active" ? .active : .queued
        specification.addedOnMilliseconds = cursor["addedOn"]?.integer()
        specification.lastSyncedAtMilliseconds = cursor["lastSyncedAt"]?.integer()
        specification.totalTransactions = cursor["totalTransactions"]?.integer()
        cursor.finish()
        return NamedUsers.Integration(name: entry.key, specification: specification)
    }
}

/// Texts of which each may occur once in a file.
struct DistinctTexts {
    private var seen: Set<[UInt8]> = []

    /// Hands a text on, and reports it where it has occurred before.
    mutating func distinct(_ text: String?, at cursor: ValueCursor, _ what: String) -> String? {
        guard let text else { return nil }
        if !seen.insert(Array(text.utf8)).inserted {
            cursor.report("the \(what) \(Diagnostic.quoted(text)) is given twice")
        }
        return text
    }
}
