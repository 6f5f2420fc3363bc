import JSONKit

/// A place that users connect to: what every integration of it has in common.
///
/// A class, so that a hundred thousand integrations share the bytes of one provider.
package final class ConnectedProvider: Sendable {
    /// The identifier, as in `binance`.
    package let identifier: String
    /// The name for people, as in `Binance`.
    package let publicName: String
    /// Where the logo is.
    package let logoURL: String
    /// What kind of place it is.
    package let category: IntegrationCategory
    /// Which form its addresses have.
    package let addressForm: AddressForm

    /// `"provider":…,"providerPublicName":…,"publicAddress":` as every body writes it.
    let opening: [UInt8]
    private let middles: PieceTable
    private let closings: PieceTable
    /// The names that people give their integrations of it, as JSON.
    private let aliasesJSON: [[UInt8]]

    /// Makes a provider that the catalogue does not have, or one with facts of the scenario's own.
    package init(
        identifier: String,
        publicName: String,
        logoURL: String,
        category: IntegrationCategory,
        addressForm: AddressForm
    ) {
        self.identifier = identifier
        self.publicName = publicName
        self.logoURL = logoURL
        self.category = category
        self.addressForm = addressForm
        opening =
            Array("\"provider\":".utf8) + JSONWriter.bytes(string: identifier)
            + Array(",\"providerPublicName\":".utf8) + JSONWriter.bytes(string: publicName)
            + Array(",\"publicAddress\":".utf8)
        let logo = "\",\"logoUrl\":" + String(decoding: JSONWriter.bytes(string: logoURL), as: UTF8.self)
        middles = PieceTable([false, true].map { "\(logo),\"isContract\":\($0),\"alias\":" })
        closings = PieceTable(
            [IntegrationType.api, .csv].map { type in
                let kind = ",\"category\":\"\(category.rawValue)\",\"type\":\"\(type.rawValue)\""
                return kind + ",\"totalTransactions\":"
            }
        )
        bytesMax = opening.count + middles.bytesMax + closings.bytesMax
        aliasesJSON = ProviderAliases.aliases(of: publicName, category: category)
            .map { JSONWriter.bytes(string: $0) }
    }

    /// Appends `","logoUrl":…,"isContract":…,"alias":` as every body writes it.
    @inline(__always)
    func appendMiddle(isContract: Bool, to output: inout OutputSpan<UInt8>) {
        middles.append(isContract ? 1 : 0, to: &output)
    }

    /// How many bytes the pieces of it take in any body at most.
    let bytesMax: Int

    /// Appends `,"category":…,"type":…,"totalTransactions":` as every body writes it.
    @inline(__always)
    func appendClosing(_ type: IntegrationType, to output: inout OutputSpan<UInt8>) {
        switch type {
        case .api: closings.append(0, to: &output)
        case .csv: closings.append(1, to: &output)
        }
    }

    /// A name that somebody might give an integration of this provider, as JSON.
    func drawAliasJSON(from stream: inout RandomStream) -> [UInt8] {
        aliasesJSON[Int(stream.below(UInt64(aliasesJSON.count)))]
    }

    /// The catalogue: the providers that bring their own name, logo and category.
    package static let catalogue: [ConnectedProvider] = [
        known("binance", "Binance", .exchange, .none),
        known("coinbase", "Coinbase", .exchange, .none),
        known("kraken", "Kraken", .exchange, .none),
        known("kucoin", "KuCoin", .exchange, .none),
        known("metamask", "MetaMask", .wallet, .ethereum),
        known("ledger", "Ledger", .wallet, .ethereum),
        known("phantom", "Phantom", .wallet, .solana),
        known("ethereum", "Ethereum", .blockchain, .ethereum),
        known("bitcoin", "Bitcoin", .blockchain, .bitcoin),
        known("solana", "Solana", .blockchain, .solana),
        known("polygon", "Polygon", .blockchain, .ethereum),
    ]

    /// The catalogue's provider of this identifier, if it has one.
    package static func known(_ identifier: String) -> ConnectedProvider? {
        catalogue.first { $0.identifier == identifier }
    }

    /// The provider of this identifier, with the catalogue's facts replaced by those that are given.
    package static func resolve(
        _ identifier: String,
        publicName: String? = nil,
        logoURL: String? = nil,
        category: IntegrationCategory? = nil
    ) -> ConnectedProvider {
        let entry = known(identifier)
        if let entry, publicName == nil, logoURL == nil, category == nil || category == entry.category {
            return entry
        }
        return ConnectedProvider(
            identifier: identifier,
            publicName: publicName ?? entry?.publicName ?? identifier,
            logoURL: logoURL ?? entry?.logoURL ?? Self.logoURL(identifier),
            category: category ?? entry?.category ?? .unknown,
            addressForm: entry?.addressForm ?? .ethereum
        )
    }

    private static func known(
        _ identifier: String,
        _ publicName: String,
        _ category: IntegrationCategory,
        _ addressForm: AddressForm
    ) -> ConnectedProvider {
        ConnectedProvider(
            identifier: identifier,
            publicName: publicName,
            logoURL: logoURL(identifier),
            category: category,
            addressForm: addressForm
        )
    }

    private static func logoURL(_ identifier: String) -> String {
        "https://storage.googleapis.com/kryptos-public/logos/\(identifier).png"
    }
}
