/// Defects about bodies that are unusual and right, or wrong and signed (ROB).
extension Persona {
    static let oddities: [Persona] = [
        Persona(
            "unknown-event-400",
            "answers 400 to an event that it does not know",
            intended: ["ROB-01"],
            .reading(.unknownEventsRefused)
        ),
        Persona(
            "strict-fields",
            "answers 422 to a body with members that it does not know",
            intended: ["ROB-02", "ROB-06", "SEC-06"],
            .reading(.unknownMembersRefused)
        ),
        Persona(
            "null-throws",
            "answers 500 to an address that is empty where it was null before, or null where it was empty",
            intended: ["ROB-03"],
            .reading(.emptinessThrows)
        ),
        Persona(
            "malformed-500",
            "answers 500 to a signed body that is no event",
            intended: ["ROB-04", "ROB-10"],
            .reading(.malformedThrows)
        ),
        Persona(
            "unicode-500",
            "answers 500 to a text with a NUL or half a surrogate pair, which its database cannot hold",
            intended: ["ROB-05"],
            .reading(.unstorableTextThrows)
        ),
        Persona(
            "body-limit-100kb",
            "answers 413 to a body of more than 100 KB, the limit of a common parser",
            intended: ["ROB-06"],
            .intake(.bodyBytes(max: 102_400))
        ),
        Persona(
            "int32",
            "keeps counts of transactions in 32 bits",
            intended: ["ROB-07"],
            .keeping(.countsIn32Bits)
        ),
        Persona(
            "zero-is-null",
            "takes a moment of 0 for none",
            intended: ["ROB-07"],
            .keeping(.zeroMomentIsNone)
        ),
        Persona(
            "duplicate-keys-500",
            "answers 500 to a body with a key that stands twice",
            intended: ["ROB-08"],
            .reading(.repeatedKeyThrows)
        ),
        Persona(
            "get-500",
            "answers 500 to every other method than POST",
            intended: ["ROB-09"],
            .intake(.otherMethodsThrow)
        ),
        Persona(
            "get-has-effect",
            "counts a GET as a delivery",
            intended: ["ROB-09"],
            .intake(.getCounts)
        ),
        Persona(
            "depth-500",
            "answers 500 to a body with more than 500 levels",
            intended: ["ROB-10"],
            .reading(.depthThrows(max: 500))
        ),
    ]
}
