/// Defects about deliveries that come again (IDM).
extension Persona {
    static let repetitions: [Persona] = [
        Persona(
            "no-dedupe",
            "counts every repetition as a new delivery",
            intended: ["HDR-08", "IDM-02", "IDM-03", "PRF-05", "CON-01", "SEC-02"],
            .deduplication(.never)
        ),
        Persona(
            "duplicate-409",
            "answers 409 to a repetition",
            intended: ["HDR-08", "IDM-01", "IDM-03", "PRF-05", "CON-01"],
            .deduplication(.refusing)
        ),
        Persona(
            "lru-dedupe",
            "remembers the ids of the last hundred deliveries alone",
            intended: ["IDM-03"],
            .deduplication(.window(100))
        ),
        Persona(
            "dedupe-on-content",
            "takes two deliveries that say the same for one",
            intended: ["IDM-04"],
            .deduplication(.byContent)
        ),
        Persona(
            "dedupe-on-header",
            "tells deliveries apart by X-Webhook-Id, which nobody signed",
            intended: ["SEC-02"],
            .deduplication(.byField)
        ),
        Persona(
            "dedupe-before-work",
            "remembers an id before the work is done, and again when it failed",
            intended: ["IDM-05"],
            .deduplication(.beforeWork)
        ),
        Persona(
            "dedupe-race",
            "asks whether an id is new, and notes it 20 ms later",
            intended: ["CON-01"],
            .pace(.deduplicationRace)
        ),
        Persona(
            "id-pattern",
            "answers 400 to an id of more than 64 letters, digits and underscores, or of other characters",
            intended: ["IDM-06"],
            .reading(.identifierPattern)
        ),
    ]
}
