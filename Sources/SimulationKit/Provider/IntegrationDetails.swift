import JSONKit

/// What a scenario says of an integration; whatever it leaves out is drawn from the seed.
package struct IntegrationSpecification: Sendable {
    /// What tells it from the user's others, and what its random streams hang on.
    package let key: UInt64
    package let provider: ConnectedProvider
    package var alias: String?
    package var type: IntegrationType
    package var publicAddress: String?
    package var isContract: Bool
    package var walletIdentifier: String?
    /// The status that `integration.created` carries: queued, or active where asked for.
    package var initialStatus: IntegrationStatus
    package var addedOnMilliseconds: Int64?
    package var lastSyncedAtMilliseconds: Int64?
    package var totalTransactions: Int64?

    /// Describes an integration by its key and provider; the rest has defaults.
    package init(key: UInt64, provider: ConnectedProvider, type: IntegrationType = .api) {
        self.key = key
        self.provider = provider
        self.type = type
        isContract = false
        initialStatus = .queued
    }

    /// Describes an integration by the name it has in a scenario.
    package init(name: String, provider: ConnectedProvider, type: IntegrationType = .api) {
        self.init(key: StableHash(name).low, provider: provider, type: type)
    }
}

/// The facts of a connected integration that never change.
package final class IntegrationDetails: Sendable {
    package let key: UInt64
    package let provider: ConnectedProvider
    package let walletIdentifier: String
    package let type: IntegrationType
    package let publicAddress: String?
    package let isContract: Bool
    package let addedOnMilliseconds: Int64

    /// The address as JSON, `null` where there is none.
    let addressJSON: [UInt8]
    let walletJSON: [UInt8]

    init(
        _ specification: IntegrationSpecification,
        user: UserDetails,
        seed: UInt64,
        now: Moment
    ) {
        key = specification.key
        provider = specification.provider
        type = specification.type
        isContract = specification.isContract
        addedOnMilliseconds = specification.addedOnMilliseconds ?? now.milliseconds
        walletIdentifier = Self.walletIdentifier(of: specification, user: user, seed: seed)
        var address = specification.publicAddress
        if address == nil, specification.type == .api, Self.hasAddress(specification.provider.category) {
            // A stream of its own: giving an alias or a walletId draws no other address.
            var stream = RandomStream(
                seed: seed,
                user: user.key,
                purpose: .integration,
                index: specification.key
            )
            address = specification.provider.addressForm.draw(from: &stream)
        }
        publicAddress = address
        var bytes: [UInt8] = []
        if let address {
            JSONWriter.append(string: address, to: &bytes)
        } else {
            bytes = Array("null".utf8)
        }
        addressJSON = bytes
        bytes = []
        JSONWriter.append(string: walletIdentifier, to: &bytes)
        walletJSON = bytes
    }

    /// The `walletId` that an integration will have: the scenario's, or else the one derived from the seed.
    package static func walletIdentifier(
        of specification: IntegrationSpecification,
        user: UserDetails,
        seed: UInt64
    ) -> String {
        let purpose = Purpose.walletIdentifier.rawValue
        return specification.walletIdentifier
            ?? "wallet_" + StableHash(seed, user.key, purpose, specification.key).hex24.prefix(12)
    }

    private static func hasAddress(_ category: IntegrationCategory) -> Bool {
        switch category {
        case .wallet, .blockchain: true
        case .exchange, .unknown: false
        }
    }
}
