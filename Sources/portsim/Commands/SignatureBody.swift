/// The body that a signature is about, and the secret; what `sign` and `signature` need alike.
struct SignatureBody {
    let bytes: [UInt8]
    let secret: Secret

    /// Most bytes of a body: as many as portsim takes anywhere.
    static let bytesMax = 8 << 20

    /// Reads the body from a file or, as `-`, from stdin.
    init(
        _ file: String,
        _ common: CommonArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws {
        if let warning = common.secretSource.warning { console.warn(warning) }
        guard let secret = try common.secretSource.resolve(environment: environment) else {
            throw SecretMissing()
        }
        self.secret = secret
        bytes = try InputFile.read(file == "-" ? "/dev/stdin" : file, bytesMax: Self.bytesMax)
    }
}

/// Nothing says what to sign with.
struct SecretMissing: Error {
    let message = "there is no secret to sign with"
    let help = [
        "give it with \(Flag.secretEnv.usage), \(Flag.secretFile.usage) or the environment variable "
            + SecretSource.defaultVariableName
    ]
}
