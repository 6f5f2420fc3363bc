import JSONKit
import WireKit

/// Finds out why an endpoint does not accept a right delivery: by its answer, and by signing in every known wrong way.
struct EndpointDoctor {
    private let run: CheckRun

    init(_ run: CheckRun) { self.run = run }

    /// What is probably wrong, as a sentence without a final point; nil where nothing is known.
    func diagnose(_ answer: CheckAnswer) throws(CheckStop) -> String? {
        let told = Self.told(by: answer)
        // A comparison that throws at another length than it expects answers 500 to a right signature.
        guard [.refused, .refusedOtherwise, .broken].contains(answer.standing),
            // Whoever takes some events of the right signature minds something else than the signature.
            !run.session.acceptsAnything
        else { return told }
        return try acceptedOtherwise() ?? told
    }

    /// What an answer itself tells.
    private static func told(by answer: CheckAnswer) -> String? {
        guard case .success(let response) = answer.result else { return CheckRun.hint(of: answer) }
        let text = String(decoding: response.body.prefix(CheckExchange.bodyBytesMax), as: UTF8.self)
            .lowercased()
        let isPage = response.fields["Content-Type"]?.lowercased().hasPrefix("text/html") ?? false
        // Frameworks answer a refusal with a page too; one that asks somebody in has more on it.
        let isLogin = isPage && ["<form", "log in", "login", "sign in"].contains { text.contains($0) }
        // 419 is what Laravel alone answers, and only for this.
        if response.status == 419 || [401, 403, 422].contains(response.status) && text.contains("csrf") {
            return
                "a CSRF protection stands before the handler: exempt this path, whose requests carry a signature"
        }
        switch response.status {
        case 300...399:
            let place = response.fields["Location"].map { " to \($0)" } ?? ""
            return
                "it redirects\(place), which is not followed: give the URL that answers itself, last slash included"
        case 401 where isLogin, 403 where isLogin:
            return "a page for people stands before the handler, such as a login: exempt this path"
        case 404: return "nothing is at this path: mind the path and its last slash"
        case 405, 501: return "this path takes no POST: mind the path, or it is a page and no handler"
        case 413: return "a limit of the body's size lets no delivery through"
        case 415: return "'Content-Type: application/json' is not taken"
        case 500...599: return "an error that nobody caught: see the consumer's own log"
        default: return nil
        }
    }

    /// Delivers in every known wrong way until one is accepted; what that way is.
    private func acceptedOtherwise() throws(CheckStop) -> String? {
        for way in Self.ways {
            // Those who sign a time take it from the head or from the body: here it is one.
            let delivery = run.delivery().with { $0.timeField = $0.timeField.map { _ in run.changedAt() } }
            guard let signature = way.signature(delivery, run.session.target.secret) else { continue }
            if try run.send(delivery.signed(.bytes(signature))).isAccepted { return way.words }
        }
        return nil
    }

    private struct Way: Sendable {
        let words: String
        let signature: @Sendable (CheckDelivery, [UInt8]) -> [UInt8]?
    }

    /// How a digest is written: as hex digits, and as others do.
    private enum Writing: CaseIterable, Sendable {
        case hex
        case base64
        case prefixed
        case upperCase

        var words: String {
            switch self {
            case .hex: "hex digits"
            case .base64: "base64"
            case .prefixed: "hex digits behind 'sha256='"
            case .upperCase: "upper-case hex digits"
            }
        }

        func bytes(_ digest: SHA256Digest) -> [UInt8] {
            switch self {
            case .hex: Array(digest.hex.utf8)
            case .base64: Encoded.base64(digest.bytes)
            case .prefixed: Array("sha256=\(digest.hex)".utf8)
            case .upperCase: Array(digest.hex.uppercased().utf8)
            }
        }
    }

    private static let ways: [Way] = {
        var ways: [Way] = []
        func add(
            _ words: String,
            _ writings: [Writing] = [.hex, .base64, .prefixed],
            _ digest: @escaping @Sendable (CheckDelivery, [UInt8]) -> SHA256Digest?
        ) {
            for writing in writings {
                let whole = "the endpoint accepted \(words), written as \(writing.words)"
                ways.append(Way(words: whole) { digest($0, $1).map(writing.bytes) })
            }
        }
        add("the signature of the body", [.base64, .prefixed, .upperCase]) { delivery, secret in
            HMACSHA256(key: secret).authenticate(delivery.body)
        }
        for way in SignedMessage.allCases {
            add("another message than the contract's: \(way.message)") { delivery, secret in
                let time = delivery.envelope["timestamp"] ?? delivery.envelope["created_at"]
                return way.bytes(
                    of: delivery.body,
                    timestamp: Array((time?.string ?? "").utf8),
                    identifier: Array(delivery.identifier.utf8)
                )
                .map { HMACSHA256(key: secret).authenticate($0) }
            }
        }
        for way in SignedKey.allCases {
            add("another key than the contract's: \(way.message)", [.hex, .base64]) { delivery, secret in
                way.key(of: secret).map { HMACSHA256(key: $0).authenticate(delivery.body) }
            }
        }
        for way in SignedBody.allCases {
            add("another body than the one sent: \(way.message)", [.hex, .base64]) { delivery, secret in
                way.bytes(of: delivery.body, value: .object(delivery.envelope))
                    .map { HMACSHA256(key: secret).authenticate($0) }
            }
        }
        return ways
    }()
}
