/// The body that a signature is about, and the secret; what `sign` and `signature` need alike.
struct SignatureBody {
    let bytes: [UInt8]
    let secret: Secret

    /// Most bytes of a body: as many as portsim takes anywhere.
    static let bytesMax = 8 << 20

    /// Reads the body from a file or, as `-`, from stdin; nil where there is no secret, which it tells.
    init?(
        _ file: String,
        _ common: CommonArguments,
        _ console: Console,
        _ environment: ProcessEnvironment
    ) throws {
        if let warning = common.secretSource.warning { console.warn(warning) }
        guard let secret = try common.secretSource.resolve(environment: environment) else {
            console.failForSecret()
            return nil
        }
        self.secret = secret
        bytes = try InputFile.read(file == "-" ? "/dev/stdin" : file, bytesMax: Self.bytesMax)
    }
}

extension Console {
    /// Tells that nothing says what to sign with.
    func failForSecret() {
        fail(
            "there is no secret to sign with",
            help: [
                "give it with \(Flag.secretEnv.usage), \(Flag.secretFile.usage) or the environment variable "
                    + SecretSource.defaultVariableName
            ]
        )
    }
}
