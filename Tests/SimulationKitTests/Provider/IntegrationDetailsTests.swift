import Testing

@testable import SimulationKit

@Suite struct IntegrationDetailsTests {
    private static let alice = UserDetails(
        specification: UserSpecification(name: "alice"),
        index: 0,
        seed: 42
    )

    private static func details(
        _ provider: String,
        type: IntegrationType = .api,
        change: (inout IntegrationSpecification) -> Void = { _ in }
    ) -> IntegrationDetails {
        var specification = IntegrationSpecification(
            name: "main",
            provider: ConnectedProvider.resolve(provider),
            type: type
        )
        change(&specification)
        return IntegrationDetails(
            specification,
            aliasJSON: [],
            user: alice,
            seed: 42,
            now: Story.start
        )
    }

    @Test func `what a scenario leaves out is drawn and pinned`() {
        let details = Self.details("ethereum")
        #expect(details.walletIdentifier == "wallet_b7d2e2fbb8fa")
        #expect(details.publicAddress == "0xDc73DFd29D17a28232c931894969a265d3C1Ce7D")
        #expect(details.addedOnMilliseconds == Story.start.milliseconds)
        #expect(!details.isContract)
    }

    /// 004: the wallet address for blockchain wallets, `null` otherwise.
    @Test(arguments: [
        ("binance", IntegrationType.api, false), ("ethereum", .api, true), ("ethereum", .csv, false),
        ("phantom", .api, true), ("bitcoin", .api, true), ("bitcoin", .csv, false), ("nowhere", .api, false),
    ])
    func `chains and wallets connected by api have an address`(
        provider: String,
        type: IntegrationType,
        hasAddress: Bool
    ) {
        #expect((Self.details(provider, type: type).publicAddress != nil) == hasAddress)
    }

    @Test func `what a scenario gives is kept to the letter`() {
        let details = Self.details("binance") {
            $0.publicAddress = "a\"b\\c\u{1}é"
            $0.walletIdentifier = "w\"1"
            $0.isContract = true
            $0.addedOnMilliseconds = 7
        }
        #expect(details.publicAddress == "a\"b\\c\u{1}é")
        #expect(details.walletIdentifier == "w\"1")
        #expect(details.isContract)
        #expect(details.addedOnMilliseconds == 7)
    }

    @Test func `giving one fact changes no other`() {
        let plain = Self.details("ethereum")
        let given = Self.details("ethereum") {
            $0.walletIdentifier = "wallet_abc123"
            $0.alias = "Main"
        }
        #expect(given.publicAddress == plain.publicAddress)
        let addressed = Self.details("ethereum") { $0.publicAddress = "0x1" }
        #expect(addressed.walletIdentifier == plain.walletIdentifier)
    }
}
