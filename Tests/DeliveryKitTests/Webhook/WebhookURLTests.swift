import DeliveryKit
import Testing
import WireKit

@Suite struct WebhookURLTests {
    /// One text and the URL it is read as.
    struct Reading: CustomTestStringConvertible, Sendable {
        let text: String
        let normal: String
        let endpoint: WireEndpoint
        let target: String
        let authority: String

        init(_ text: String, _ normal: String, _ host: String, _ port: UInt16, _ authority: String) {
            self.text = text
            self.normal = normal
            endpoint = WireEndpoint(host: host, port: port, isSecure: text.lowercased().hasPrefix("https:"))
            target = String(
                normal.dropFirst(normal.firstRange(of: authority)?.upperBound.utf16Offset(in: normal) ?? 0)
            )
            self.authority = authority
        }

        var testDescription: String { text }
    }

    @Test(arguments: [
        Reading(
            "http://127.0.0.1:8080/webhooks",
            "http://127.0.0.1:8080/webhooks",
            "127.0.0.1",
            8_080,
            "127.0.0.1:8080"
        ),
        Reading("http://localhost", "http://localhost/", "localhost", 80, "localhost"),
        Reading("HTTP://LocalHost:80/A", "http://localhost/A", "localhost", 80, "localhost"),
        Reading("http://localhost:/", "http://localhost/", "localhost", 80, "localhost"),
        Reading("http://localhost:0080/", "http://localhost/", "localhost", 80, "localhost"),
        Reading("http://localhost:443/", "http://localhost:443/", "localhost", 443, "localhost:443"),
        Reading(
            "http://127.255.0.9/?a=1&b=%20",
            "http://127.255.0.9/?a=1&b=%20",
            "127.255.0.9",
            80,
            "127.255.0.9"
        ),
        Reading("http://127.0.0.1?q", "http://127.0.0.1/?q", "127.0.0.1", 80, "127.0.0.1"),
        Reading("http://[::1]:65535/x", "http://[::1]:65535/x", "::1", 65_535, "[::1]:65535"),
        Reading("http://[0:0:0:0:0:0:0:1]", "http://[::1]/", "::1", 80, "[::1]"),
        Reading("https://[2001:DB8::5]", "https://[2001:db8::5]/", "2001:db8::5", 443, "[2001:db8::5]"),
        Reading(
            "https://hooks.Example.com/a/b?c=d/e",
            "https://hooks.example.com/a/b?c=d/e",
            "hooks.example.com",
            443,
            "hooks.example.com"
        ),
        Reading("https://example.com:443/", "https://example.com/", "example.com", 443, "example.com"),
        Reading("https://example.com:80/", "https://example.com:80/", "example.com", 80, "example.com:80"),
        Reading("https://10.0.0.1/a:b@c", "https://10.0.0.1/a:b@c", "10.0.0.1", 443, "10.0.0.1"),
        Reading(
            "https://my_host-1.internal./",
            "https://my_host-1.internal./",
            "my_host-1.internal.",
            443,
            "my_host-1.internal."
        ),
    ])
    func `a URL is taken apart and has one normal form`(reading: Reading) throws {
        let url = try WebhookURL(reading.text)
        #expect(url.text == reading.normal)
        #expect(url.endpoint == reading.endpoint)
        #expect(url.target == reading.target)
        #expect(url.authority == reading.authority)
        #expect(url.isSecure == reading.normal.hasPrefix("https:"))
        #expect(try WebhookURL(url.text) == url, "the normal form reads as the same URL")
    }

    @Test(arguments: [
        ("", WebhookURL.Problem.noScheme),
        ("127.0.0.1:8080/webhooks", .noScheme),
        ("http:/localhost", .noScheme),
        ("://localhost", .noScheme),
        ("ftp://localhost", .unknownScheme("ftp")),
        ("httpss://localhost", .unknownScheme("httpss")),
        (" http://localhost", .unknownScheme(" http")),
        ("http://", .noHost),
        ("http:///path", .noHost),
        ("http://:80/", .noHost),
        ("http://[]/", .badHost("[]")),
        ("http://[localhost]/", .badHost("[localhost]")),
        ("http://[127.0.0.1]/", .badHost("[127.0.0.1]")),
        ("http://[::1/", .badHost("[::1")),
        ("http://[::1]x/", .badHost("[::1]x")),
        ("http://[:::1]/", .badHost("[:::1]")),
        ("http://[fe80::1%25eth0]/", .badHost("[fe80::1%25eth0]")),
        ("http://127.+0.0.1/", .badHost("127.+0.0.1")),
        ("http://127.0.0.01/", .badHost("127.0.0.01")),
        ("http://127.1/", .badHost("127.1")),
        ("http://127.0.0.256/", .badHost("127.0.0.256")),
        ("https://a..b/", .badHost("a..b")),
        ("https://%6cocalhost/", .badHost("%6cocalhost")),
        ("http://::1/", .noHost),
        ("http://localhost:0/", .badPort("0")),
        ("http://localhost:65536/", .badPort("65536")),
        ("http://localhost:99999999999999999999/", .badPort("99999999999999999999")),
        ("http://localhost:+80/", .badPort("+80")),
        ("http://localhost:8o/", .badPort("8o")),
        ("http://1:2:3/", .badPort("2:3")),
        ("http://[::1]:x/", .badPort("x")),
        ("http://user@localhost/", .credentials),
        ("https://user:password@example.com/", .credentials),
        ("http://localhost/#top", .fragment),
        ("http://localhost/a b", .badCharacter),
        ("http://localhost/ä", .badCharacter),
        ("http://localhost/\r\nX-Injected: 1", .badCharacter),
        ("http://localhost/{id}", .badCharacter),
        ("http://localhost/\u{7f}", .badCharacter),
        ("http://example.com/", .insecureTarget(host: "example.com")),
        ("http://128.0.0.1/", .insecureTarget(host: "128.0.0.1")),
        ("http://localhost.example.com/", .insecureTarget(host: "localhost.example.com")),
        ("http://127.0.0.1.example.com/", .insecureTarget(host: "127.0.0.1.example.com")),
        ("http://[::2]/", .insecureTarget(host: "::2")),
        ("http://0.0.0.0/", .insecureTarget(host: "0.0.0.0")),
    ])
    func `what is wrong with a URL is told`(text: String, problem: WebhookURL.Problem) {
        #expect(throws: problem) { try WebhookURL(text) }
        #expect(!problem.message.isEmpty && !problem.message.hasSuffix("."))
    }

    @Test func `plain http beyond this machine is allowed where it is asked for`() throws {
        let url = try WebhookURL("http://10.1.2.3:81/x", allowsInsecure: true)
        #expect(url.text == "http://10.1.2.3:81/x")
        #expect(!url.isSecure)
    }

    @Test func `the longest URL is read and one byte more is not`() throws {
        let stem = "http://localhost/"
        let longest = stem + String(repeating: "a", count: WebhookURL.bytesMax - stem.utf8.count)
        #expect(try WebhookURL(longest).text == longest)
        #expect(throws: WebhookURL.Problem.tooLong) { try WebhookURL(longest + "a") }
    }
}
