import Testing

@testable import ConsumerKit

@Suite struct ConsumerRouteTests {
    @Test(arguments: [
        "/webhooks", "/webhooks?x=/debug/state", "/webhooks/kryptos", "/webhooks/", "/api/v2/webhooks",
        "/api/webhooks?a=1", "http://example.com/webhooks", "http://example.com:8080/webhooks?x#y",
    ])
    func `deliveries are taken there`(target: String) {
        #expect(ConsumerRoute(target: target) == .deliveries)
    }

    @Test(arguments: ["/debug/state", "/debug/state?pretty", "http://127.0.0.1/debug/state"])
    func `the state is shown there`(target: String) {
        #expect(ConsumerRoute(target: target) == .state)
    }

    @Test func `hooks are there`() {
        #expect(ConsumerRoute(target: "/debug/reset") == .reset)
        #expect(ConsumerRoute(target: "/debug/fail-next?x") == .failNext)
    }

    @Test(arguments: [
        "/", "*", "", "/debug/reset/", "/debug/fail", "/webhook", "/Webhooks", "/webhooksx", "/xwebhooks",
        "/debug", "/debug/state/",
        "/x/debug/state",
        "/?/webhooks", "webhooks", "http://example.com", "http://webhooks", "http:/webhooksx",
        "example.com:443",
    ])
    func `nothing is there`(target: String) {
        #expect(ConsumerRoute(target: target) == .nowhere)
    }
}
