import WireKit

/// Prints the signature of a body.
enum SignCommand {
    static func run(
        _ arguments: SignArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws -> ExitCode {
        guard let body = try SignatureBody(arguments.file, arguments.common, console, environment) else {
            return .usage
        }
        let signature = HMACSHA256(key: body.secret.bytes).authenticate(body.bytes).hex
        try console.write((arguments.showsHeader ? "X-Webhook-Signature: " : "") + signature + "\n")
        return .success
    }
}
