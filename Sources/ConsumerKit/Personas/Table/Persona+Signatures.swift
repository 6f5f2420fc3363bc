/// Defects in the verification of signatures (SIG).
extension Persona {
    static let signatures: [Persona] = trusting + throwing + misreading + schemes

    /// What is forged is taken, or said to be.
    private static let trusting: [Persona] = [
        Persona(
            "no-verification",
            "never looks at the signature",
            intended: everyForgery,
            .verification(.skipped)
        ),
        Persona(
            "always-200",
            "answers 200 whatever comes, and drops what it should have refused",
            intended: everyForgery,
            .answering(.always200)
        ),
        Persona(
            "checks-length-only",
            "takes anything of 64 bytes for a signature",
            intended: [
                "SIG-02", "SIG-06", "SIG-07", "SIG-08", "SIG-09", "SIG-10", "SIG-11", "SIG-16", "HDR-06",
                "CON-04", "SEC-03", "SEC-05",
            ],
            .verification(.lengthAlone)
        ),
        Persona(
            "checks-format-only",
            "takes any 64 hexadecimal digits for a signature",
            intended: [
                "SIG-02", "SIG-08", "SIG-09", "SIG-10", "SIG-11", "SIG-16", "HDR-06", "CON-04", "SEC-03",
                "SEC-05",
            ],
            .verification(.formAlone)
        ),
        Persona(
            "trusts-unsigned",
            "takes a delivery without the signature header for a trusted one",
            intended: ["SIG-03", "SEC-05"],
            .verification(.missingTrusted(emptyToo: false))
        ),
        Persona(
            "trusts-empty",
            "takes a delivery with an empty signature, or none, for a trusted one",
            intended: ["SIG-03", "SIG-04", "SEC-05"],
            .verification(.missingTrusted(emptyToo: true))
        ),
        Persona(
            "empty-key",
            "verifies with an empty key too, as where the secret is not set",
            intended: ["SIG-09"],
            .verification(.keysBeside([""]))
        ),
        Persona(
            "undefined-key",
            "verifies with the words undefined, null and None too, as where the secret is not set",
            intended: ["SIG-09"],
            .verification(.keysBeside(["undefined", "null", "None"]))
        ),
    ]

    private static let everyForgery = [
        "SIG-02", "SIG-03", "SIG-04", "SIG-05", "SIG-06", "SIG-07", "SIG-08", "SIG-09", "SIG-10", "SIG-11",
        "SIG-16", "HDR-06", "CON-04", "SEC-03", "SEC-05",
    ]

    /// An odd signature is too much for the program.
    private static let throwing: [Persona] = [
        Persona(
            "throws-on-missing-signature",
            "answers 500 to a delivery without the signature header",
            intended: ["SIG-03", "SEC-05"],
            .verification(.throwing(.missing))
        ),
        Persona(
            "crash-on-missing-signature",
            "ends on a delivery without the signature header, and is started again with an empty memory",
            intended: ["SIG-03", "SEC-04", "SEC-05"],
            .verification(.dying(.missing, forGood: false))
        ),
        Persona(
            "dies-for-good",
            "ends at the first signature that is not good, and nobody starts it again",
            intended: ["SIG-02"],
            .verification(.dying(.wrong, forGood: true))
        ),
        Persona(
            "length-throws",
            "answers 500 to a signature of another length, as timingSafeEqual throws",
            intended: ["SIG-04", "SIG-05", "SIG-13", "SEC-05"],
            .verification(.throwing(.wrongLength))
        ),
        Persona(
            "non-hex-throws",
            "answers 500 to 64 bytes that are no hexadecimal digits, as a decoder throws",
            intended: ["SIG-06", "SIG-07"],
            .verification(.throwing(.notHexadecimal))
        ),
        Persona(
            "non-ascii-throws",
            "answers 500 to a signature with bytes beyond ASCII, as compare_digest throws",
            intended: ["SIG-07"],
            .verification(.throwing(.notASCII))
        ),
        Persona(
            "prefix-throws",
            "answers 500 to a signature behind sha256=",
            intended: ["SIG-13"],
            .verification(.throwing(.prefixed))
        ),
        Persona(
            "repeated-signature-throws",
            "answers 500 to two signature headers, as where one value was expected",
            intended: ["SIG-14"],
            .verification(.throwing(.repeated))
        ),
    ]

    /// What is signed well is not seen as that, or something else is.
    private static let misreading: [Persona] = [
        Persona(
            "stringify",
            "parses the body and signs what JSON.stringify makes of it",
            intended: ["SIG-11", "SIG-12"],
            .verification(.writtenAnew)
        ),
        Persona(
            "trims-body",
            "cuts white space off the body before it verifies",
            intended: ["SIG-11", "SIG-12"],
            .verification(.trimmed)
        ),
        Persona(
            "case-sensitive-header",
            "finds the signature header in one spelling alone",
            intended: ["SIG-14"],
            .verification(.nameInOneSpelling)
        ),
        Persona(
            "no-rotation",
            "forgets the secret of before a rotation at once",
            intended: ["SIG-15"],
            .verification(.currentSecretAlone)
        ),
        Persona(
            "parses-first",
            "answers 422 to a body that is no JSON before it verifies",
            intended: ["SIG-16"],
            .intake(.parsedFirst)
        ),
    ]

    /// Nothing that the provider signs is taken: the gate is shut.
    private static let schemes: [Persona] = [
        Persona(
            "wants-base64",
            "wants the signature in base64",
            intended: ["SIG-01"],
            .verification(.scheme(.base64))
        ),
        Persona(
            "wants-prefix",
            "wants the signature behind sha256=",
            intended: ["SIG-01"],
            .verification(.scheme(.prefixed))
        ),
        Persona(
            "signs-timestamp",
            "wants the timestamp header signed in front of the body",
            intended: ["SIG-01"],
            .verification(.scheme(.timestamped))
        ),
        Persona(
            "secret-with-newline",
            "read its secret from a file, and the end of the line with it",
            intended: ["SIG-01"],
            .verification(.scheme(.secretLine))
        ),
        Persona(
            "csrf-page",
            "answers every delivery with its framework's page about forged forms",
            intended: ["SIG-01"],
            .intake(.forgeryPage)
        ),
    ]
}
