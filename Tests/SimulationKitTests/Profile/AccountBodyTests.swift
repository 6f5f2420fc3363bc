import JSONKit
import Testing

@testable import SimulationKit

@Suite struct AccountBodyTests {
    private static func keys(_ text: String, _ path: String? = nil) throws -> [String] {
        let root = try JSONReader.read(Array(text.utf8), dialect: .json)
        return (path.flatMap { root[$0] } ?? root).object?.map(\.key) ?? []
    }

    @Test func `every body has its keys in the documented order`() throws {
        let orders: [EventType: [String]] = [
            .userCreated: ["id", "name", "email", "status"],
            .projectCreated: ["id", "user_id", "name", "status"],
            .fileUploaded: ["id", "user_id", "project_id", "name", "size"],
            .paymentSucceeded: ["id", "user_id", "amount", "currency", "status"],
            .paymentFailed: ["id", "user_id", "amount", "currency", "status", "reason"],
        ]
        let events = try AccountStory.everything()
        for (event, text) in zip(events, bodies(of: events, profile: .account)) {
            #expect(try Self.keys(text) == ["id", "type", "created_at", "data"])
            if let order = orders[event.type] { #expect(try Self.keys(text, "data") == order) }
            let root = try JSONReader.read(Array(text.utf8), dialect: .json)
            #expect(root["type"]?.string == event.type.name)
            #expect(root["id"]?.string?.wholeMatch(of: /evt_[0-9a-f]{24}/) != nil)
            #expect(root["created_at"]?.string == TimeFormat.seconds.text(event.moment))
            let owner = root["data"]?["user_id"] ?? root["data"]?["id"]
            #expect(owner?.string == event.user.uid)
            #expect(event.user.uid.wholeMatch(of: /user_[0-9a-f]{24}/) != nil)
        }
        #expect(Set(events.map(\.type)) == Set(EventType.account))
    }

    @Test func `the short shape has two keys for a user and ids of its own`() throws {
        let events = try AccountStory.everything(shape: .short)
        for (event, text) in zip(events, bodies(of: events, profile: .account)) {
            guard case .user = event.account else { continue }
            #expect(try Self.keys(text, "data") == ["user_id", "email"])
            #expect(event.user.uid.wholeMatch(of: /usr_[0-9a-f]{24}/) != nil)
        }
    }

    @Test func `the id is that of the event: the same for every webhook`() throws {
        let events = try AccountStory.everything()
        let texts = bodies(of: events, profile: .account, webhooks: 3)
        #expect(Set(texts).count == events.count)
        let identifiers = events.map {
            BodyWriter(profile: .account, seed: 1).identifier(of: $0, for: .first)
        }
        #expect(Set(identifiers).count == events.count)
    }

    /// As `JSON.stringify` writes numbers.
    @Test(
        arguments: [
            (0, "0"), (1, "0.01"), (10, "0.1"), (99, "0.99"), (100, "1"), (1_990, "19.9"), (1_999, "19.99"),
            (2_000, "20"), (100_000_000_000, "1000000000"),
        ] as [(Int64, String)]
    )
    func `an amount is an exact decimal without zeros at its end`(hundredths: Int64, text: String) {
        var bytes: [UInt8] = []
        AccountData.append(hundredths: hundredths, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test func `what is drawn fits together`() throws {
        for index in 0..<500 as Range<UInt64> {
            var stream = RandomStream(state: index)
            let currency = AccountCatalogue.drawCurrency(needsHundredths: false, from: &stream)
            let amount = AccountCatalogue.drawAmount(in: currency, from: &stream)
            #expect(amount > 0)
            #expect(currency.hasHundredths || amount % 100 == 0)
            #expect(AccountCatalogue.drawCurrency(needsHundredths: true, from: &stream).hasHundredths)
            let file = AccountCatalogue.drawFile(from: &stream)
            #expect(file.name.wholeMatch(of: /[a-z]+(-[0-9]+)?\.[a-z0-9]+/) != nil)
            #expect(file.sizeBytes >= 120)
        }
        #expect(Profile.account.eventTypes.map(\.rawValue) == Array(10...18))
        #expect(Profile.account.attemptsMax == 5)
    }
}
