import JSONKit

/// What a scenario says of an integration; whatever it leaves out is drawn from the seed.
package struct IntegrationSpecification: Sendable {
    /// What tells it from the user's others, and what its random streams hang on.
    package let key: UInt64
    /// What it connects to.
    package let provider: ConnectedProvider
    /// The name its user gave it; nil draws one.
    package var alias: String?
    /// Whether it is fed by an api or by a file.
    package var type: IntegrationType
    /// The address; nil draws one where the provider has addresses.
    package var publicAddress: String?
    /// Whether the address is that of a contract.
    package var isContract: Bool
    /// The `walletId`; nil derives it from the seed.
    package var walletIdentifier: String?
    /// The status that `integration.created` carries: queued, or active where asked for.
    package var initialStatus: IntegrationStatus
    /// The `addedOn` of its payloads; nil for the moment of connection.
    package var addedOnMilliseconds: Int64?
    /// The `lastSyncedAt` before its first sync; nil for 0.
    package var lastSyncedAtMilliseconds: Int64?
    /// The `totalTransactions` before its first sync; nil for 0.
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

/// The facts of a connected integration that only its settings change.
package final class IntegrationDetails: Sendable {
    /// A `walletId`: a scenario's, or what a derived one spells out, which takes less room than the text.
    enum Wallet: Sendable {
        case given(GivenText)
        case derived(UInt64)
    }

    /// What tells it from the user's others.
    package let key: UInt64
    /// What it connects to.
    package let provider: ConnectedProvider
    /// When it was added, as its payloads say.
    package let addedOnMilliseconds: Int64
    /// Half the hash of the `walletId`, by which judges know it.
    let walletHash: UInt64
    /// The address as JSON, `null` where there is none.
    let addressJSON: [UInt8]
    /// The alias as JSON, quotes included.
    let aliasJSON: [UInt8]
    /// The room that its texts and those of its provider take in a body at most.
    let bytesMax: Int32
    /// Its `walletId`; an odd byte, and so among the small ones.
    let wallet: Wallet
    /// Whether it is fed by an api or by a file.
    package let type: IntegrationType
    /// Whether the address is that of a contract.
    package let isContract: Bool

    init(
        _ specification: IntegrationSpecification,
        aliasJSON: [UInt8],
        user: UserDetails,
        seed: UInt64,
        now: Moment
    ) {
        self.aliasJSON = aliasJSON
        key = specification.key
        provider = specification.provider
        type = specification.type
        isContract = specification.isContract
        addedOnMilliseconds = specification.addedOnMilliseconds ?? now.milliseconds
        if let given = specification.walletIdentifier {
            wallet = .given(GivenText(given))
            walletHash = StableHash(given).low
        } else {
            let bits = Self.walletBits(of: specification, user: user, seed: seed)
            wallet = .derived(bits)
            walletHash = StableHash(bytes: Self.walletSpelling(bits)).low
        }
        addressJSON =
            specification.publicAddress.map(JSONWriter.bytes(string:))
            ?? Self.drawAddressJSON(specification, user: user, seed: seed) ?? Self.null
        bytesMax = Self.bytesMax(wallet, addressJSON, aliasJSON, provider)
    }

    /// The same integration under another alias, as JSON.
    init(_ old: IntegrationDetails, aliasJSON: [UInt8]) {
        key = old.key
        provider = old.provider
        addedOnMilliseconds = old.addedOnMilliseconds
        walletHash = old.walletHash
        addressJSON = old.addressJSON
        self.aliasJSON = aliasJSON
        wallet = old.wallet
        bytesMax = Self.bytesMax(old.wallet, old.addressJSON, aliasJSON, old.provider)
        type = old.type
        isContract = old.isContract
    }

    /// The identifier of the wallet, unique among all users'.
    package var walletIdentifier: String {
        switch wallet {
        case .given(let text): text.text
        case .derived(let bits): Self.walletText(bits)
        }
    }

    /// The `walletId` that an integration will have: the scenario's, or else the one derived from the seed.
    package static func walletIdentifier(
        of specification: IntegrationSpecification,
        user: UserDetails,
        seed: UInt64
    ) -> String {
        specification.walletIdentifier ?? walletText(walletBits(of: specification, user: user, seed: seed))
    }

    /// The address of what lies on a chain; nil where there is none.
    package var publicAddress: String? {
        (try? JSONReader.read(addressJSON, dialect: .json))?.string
    }

    var hasAddress: Bool { addressJSON != Self.null }

    static let walletPrefix = Array("wallet_".utf8)
    static let walletDigits = 12
    private static var walletBytes: Int { walletPrefix.count + walletDigits }

    /// Reads ahead the texts that its bodies hold.
    @inline(__always)
    func readTexts(_ ahead: inout ReadAhead) {
        ahead.read(Int64(addressJSON.last ?? 0))
        ahead.read(Int64(aliasJSON.last ?? 0))
    }

    private static func bytesMax(
        _ wallet: Wallet,
        _ addressJSON: [UInt8],
        _ aliasJSON: [UInt8],
        _ provider: ConnectedProvider
    ) -> Int32 {
        let walletBytes =
            switch wallet {
            case .given(let text): text.bytes.count
            case .derived: walletBytes
            }
        return Int32(walletBytes + addressJSON.count + aliasJSON.count + provider.bytesMax)
    }

    /// One array for all who have no address.
    private static let null = Array("null".utf8)

    /// An address of the provider's form; nil where it has none, and where data come from a file.
    private static func drawAddressJSON(
        _ specification: IntegrationSpecification,
        user: UserDetails,
        seed: UInt64
    ) -> [UInt8]? {
        guard specification.type == .api, hasAddress(specification.provider.category) else { return nil }
        // A stream of its own: giving an alias or a walletId draws no other address.
        var stream = RandomStream(
            seed: seed,
            user: user.key,
            purpose: .integration,
            index: specification.key
        )
        guard let address = specification.provider.addressForm.draw(from: &stream) else { return nil }
        return [UInt8](capacity: address.count + 2 + OutputSpan<UInt8>.pieceSlack) { output in
            output.append(UInt8(ascii: "\""))
            output.append(address)
            output.append(UInt8(ascii: "\""))
        }
    }

    private static func walletBits(
        of specification: IntegrationSpecification,
        user: UserDetails,
        seed: UInt64
    ) -> UInt64 {
        StableHash(seed, user.key, Purpose.walletIdentifier.rawValue, specification.key).low
    }

    private static func walletText(_ bits: UInt64) -> String {
        String(decoding: walletSpelling(bits), as: UTF8.self)
    }

    private static func walletSpelling(_ bits: UInt64) -> [UInt8] {
        [UInt8](capacity: walletBytes + OutputSpan<UInt8>.pieceSlack) { output in
            output.append(walletPrefix)
            output.append(hex: bits, digits: walletDigits)
        }
    }

    private static func hasAddress(_ category: IntegrationCategory) -> Bool {
        switch category {
        case .wallet, .blockchain: true
        case .exchange, .unknown: false
        }
    }
}
