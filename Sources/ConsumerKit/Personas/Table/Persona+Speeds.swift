/// Defects about time and about what happens at once (PRF, CON).
extension Persona {
    static let speeds: [Persona] = [
        Persona(
            "cold-start",
            "answers the first delivery after six seconds",
            intended: ["PRF-01"],
            .pace(.coldStart)
        ),
        Persona(
            "too-late",
            "answers everything after eleven seconds, when the sender has gone",
            intended: ["SIG-01"],
            .pace(.tooLate)
        ),
        Persona(
            "slow-ack",
            "answers every eighth delivery after one and a half seconds",
            intended: ["PRF-02"],
            .pace(.pauses)
        ),
        Persona(
            "sync-worker",
            "works two thirds of a second on a finished cost basis before it answers",
            intended: ["PRF-03"],
            .pace(.workBeforeAnswer)
        ),
        Persona(
            "busy-500",
            "answers 500 to more than six deliveries at once",
            intended: ["PRF-04", "CON-01", "CON-02", "CON-04"],
            .pace(.crowded(deliveries: 6))
        ),
        Persona(
            "rate-limit",
            "takes forty deliveries a second, and answers 429 with a Retry-After to more",
            intended: ["PRF-04"],
            .pace(.limited(deliveries: 40))
        ),
        Persona(
            "blocked-by-slow-body",
            "serves nobody while a body is on its way",
            intended: ["PRF-06"],
            .pace(.oneBodyAtATime)
        ),
        Persona(
            "not-atomic-counter",
            "reads its count of deliveries, and writes the next one 5 ms later",
            intended: ["CON-02"],
            .pace(.countRace)
        ),
        Persona(
            "shared-verifier",
            "keeps in one place for all requests whether a signature was good",
            intended: ["CON-04"],
            .pace(.sharedVerdict)
        ),
    ]
}
