import DeliveryKit
import SimulationKit
import Testing
import WireKit

@Suite struct WebhookTests {
    @Test(arguments: EventType.allCases)
    func `a subscription includes what it names`(type: EventType) {
        #expect(Webhook.Subscription.all.includes(type))
        #expect(Webhook.Subscription.only([type]).includes(type))
        #expect(!Webhook.Subscription.only(EventType.allCases.filter { $0 != type }).includes(type))
        #expect(!Webhook.Subscription.only([]).includes(type))
    }

    @Test func `the key is the bytes of the whole secret, its prefix included`() throws {
        let webhook = Webhook(name: "a", url: try WebhookURL("http://localhost"), secret: "whsec_ä")
        let body = Array("body".utf8)
        let byHand = HMACSHA256(key: Array("whsec_ä".utf8)).authenticate(body.span)
        #expect(webhook.key.authenticate(body.span) == byHand)
        #expect(webhook.isActive && webhook.subscription == .all)
    }
}
