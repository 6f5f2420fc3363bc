/// Defects by which a forger learns or gains something (SEC).
extension Persona {
    static let exposures: [Persona] = [
        Persona(
            "leaks-mac",
            "tells in its refusal which signature it expected",
            intended: ["SEC-03", "SEC-05"],
            .answering(.expectedSignatureShown)
        ),
        Persona(
            "stack-trace",
            "shows in its refusal where its program was",
            intended: ["SEC-04"],
            .answering(.stackShown)
        ),
        Persona(
            "explains-rejection",
            "refuses each kind of bad signature in words, and a missing one with a status, of its own",
            intended: ["SEC-05"],
            .answering(.refusalsExplained)
        ),
        Persona(
            "html-escapes",
            "keeps names as they are written in a page",
            intended: ["SEC-06"],
            .keeping(.aliasesEscaped)
        ),
        Persona(
            "truncates-alias",
            "keeps 16 characters of a name",
            intended: ["SEC-06"],
            .keeping(.aliasesCut(16))
        ),
        Persona(
            "quote-500",
            "answers 500 to an apostrophe in a name or a reason, which ends its query",
            intended: ["SEC-06"],
            .reading(.apostropheThrows)
        ),
        Persona(
            "ssrf",
            "fetches the logo from wherever a delivery says, here on this machine only",
            intended: ["SEC-07"],
            .pace(.logosFetched)
        ),
    ]
}
