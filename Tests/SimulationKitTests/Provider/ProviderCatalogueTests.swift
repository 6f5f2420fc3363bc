import Testing

@testable import SimulationKit

@Suite struct ProviderCatalogueTests {
    @Test func `the catalogue has the providers that scenarios may name without more`() {
        let categories: [IntegrationCategory: [String]] = [
            .exchange: ["binance", "coinbase", "kraken", "kucoin"],
            .wallet: ["metamask", "ledger", "phantom"],
            .blockchain: ["ethereum", "bitcoin", "solana", "polygon"],
        ]
        for (category, identifiers) in categories {
            for identifier in identifiers {
                #expect(ConnectedProvider.known(identifier)?.category == category, "\(identifier)")
            }
        }
        #expect(ConnectedProvider.catalogue.count == 11)
        #expect(ConnectedProvider.known("nowhere") == nil)
    }

    @Test func `a known provider brings its name and logo`() {
        let binance = ConnectedProvider.resolve("binance")
        #expect(binance === ConnectedProvider.known("binance"))
        #expect(binance.publicName == "Binance")
        #expect(binance.logoURL == "https://storage.googleapis.com/kryptos-public/logos/binance.png")
    }

    @Test func `a scenario may give a known provider other facts`() {
        let own = ConnectedProvider.resolve(
            "binance",
            publicName: "B",
            logoURL: "https://example.com/b.png",
            category: .wallet
        )
        #expect(own.publicName == "B")
        #expect(own.logoURL == "https://example.com/b.png")
        #expect(own.category == .wallet)
        #expect(ConnectedProvider.resolve("binance", category: .exchange) === own.known)
    }

    @Test func `a provider outside the catalogue is unknown unless the scenario says more`() {
        let own = ConnectedProvider.resolve("my-broker")
        #expect(own.publicName == "my-broker")
        #expect(own.category == .unknown)
        #expect(ConnectedProvider.resolve("my-broker", category: .exchange).category == .exchange)
    }
}

extension ConnectedProvider {
    fileprivate var known: ConnectedProvider? { Self.known(identifier) }
}
