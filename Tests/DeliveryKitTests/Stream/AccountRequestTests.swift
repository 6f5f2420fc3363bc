import DeliveryKit
import SimulationKit
import Testing

/// What the account provider's requests and retries are like (001, 003).
@Suite struct AccountRequestTests {
    private static func names(_ headers: DeliverySettings.Headers, _ profile: Profile) throws -> [String] {
        let webhook = Webhook(
            name: "main",
            url: try WebhookURL("http://127.0.0.1:8080/webhook"),
            secret: "whsec_test"
        )
        let request = RequestWriter(webhook: webhook, profile: profile, headers: headers).request(
            body: Array("{}".utf8),
            identifier: Array("evt_1".utf8),
            type: .userCreated,
            attemptAt: Moment(milliseconds: 1_768_480_200_900)
        )
        let lines = String(decoding: request, as: UTF8.self).split(separator: "\r\n").dropFirst().dropLast()
        return lines.map { line in
            line.hasPrefix("X-Webhook-Signature") ? "X-Webhook-Signature" : String(line)
        }
    }

    private static let plain = [
        "Host: 127.0.0.1:8080", "User-Agent: \(RequestWriter.userAgent)", "Content-Type: application/json",
        "Content-Length: 2", "X-Webhook-Signature",
    ]
    private static let rest = [
        "X-Webhook-Event: user.created", "X-Webhook-Id: evt_1", "X-Webhook-Timestamp: 2026-01-15T12:30:00Z",
    ]

    @Test func `only the signature and the content type stand in the head, or all five by a knob`() throws {
        #expect(try Self.names(.documented, .account) == Self.plain)
        #expect(try Self.names(.all, .account) == Self.plain + Self.rest)
    }

    @Test(arguments: [Profile.kryptosV1, .kryptosV2])
    func `the portfolio provider's documents name all five`(profile: Profile) throws {
        #expect(try Self.names(.documented, profile) == Self.names(.all, profile))
    }

    @Test func `every failure is tried again, five times in all, as the table of 001 has it`() {
        #expect(RetryPolicy.standard(of: .account) == .ladder)
        #expect(DeliverySettings(profile: .account).retry == .ladder)
        #expect(DeliverySettings(profile: .account).headers == .documented)
    }
}
