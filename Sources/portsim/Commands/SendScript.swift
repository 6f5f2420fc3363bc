import DeliveryKit

/// A signed delivery as lines of a shell: openssl signs the body, and curl sends it.
///
/// The secret is not in them: they read it from where portsim would.
enum SendScript {
    /// The line before all others, which fetches the secret.
    static func opening(_ source: SecretSource) -> String {
        let secret =
            switch source {
            case .variable(let name): "${\(name)?has no signing secret in it}"
            case .file(let path): "$(cat \(CompletionWords.quoted(path)))"
            case .flag, .defaultVariable:
                "${\(SecretSource.defaultVariableName)?has no signing secret in it}"
            }
        return """
            # openssl takes the secret as an argument, which process lists show while it runs.
            secret="\(secret)"

            """
    }

    /// The lines of a request, whatever it was signed with.
    static func bytes(of request: [UInt8], to url: WebhookURL) -> [UInt8] {
        let (fields, body) = CurlLine.parts(of: request)
        var lines = Array("body=".utf8)
        CurlLine.append(quoted: body, to: &lines)
        lines +=
            "\nsignature=$(printf %s \"$body\" | openssl dgst -sha256 -hmac \"$secret\" -r | cut -c1-64)\n"
            .utf8
        lines += "printf %s \"$body\" | curl -gsS".utf8
        for field in fields {
            lines += " -H ".utf8
            if field.starts(with: signature) {
                lines += "\"\(String(decoding: signature, as: UTF8.self)) $signature\"".utf8
            } else {
                CurlLine.append(quoted: field, to: &lines)
            }
        }
        // curl's own, which the provider does not send.
        lines += " -H 'Accept:' --data-binary @- ".utf8
        CurlLine.append(quoted: Array(url.text.utf8), to: &lines)
        lines.append(UInt8(ascii: "\n"))
        return lines
    }

    private static let signature = Array("X-Webhook-Signature:".utf8)
}
