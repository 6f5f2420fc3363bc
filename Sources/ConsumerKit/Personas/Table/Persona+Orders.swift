/// Defects about events that come in another order (ORD).
extension Persona {
    static let orders: [Persona] = [
        Persona(
            "last-write-wins",
            "believes of jobs whatever came last",
            intended: ["ORD-01", "ORD-02", "ORD-03", "ORD-06", "CON-03"],
            .ordering(.lastJobWins)
        ),
        Persona(
            "orders-by-header",
            "orders jobs by X-Webhook-Timestamp, the time of the attempt, before the time of the change",
            intended: ["ORD-02", "ORD-03"],
            .ordering(.jobsByField)
        ),
        Persona(
            "ties-lose",
            "believes of two moments that are the same whatever came last",
            intended: ["ORD-03"],
            .ordering(.lastOfTiesWins)
        ),
        Persona(
            "chain-enforced",
            "drops what is said of a cost basis before the transfer detection ended",
            intended: ["ORD-04", "ORD-06"],
            .ordering(.costBasisAfterDetection)
        ),
        Persona(
            "last-integration-wins",
            "believes of integrations whatever came last",
            intended: ["ORD-05", "ORD-06", "ORD-07"],
            .ordering(.lastIntegrationWins)
        ),
        Persona(
            "created-overwrites",
            "sets an integration back to how it was created when that comes late",
            intended: ["ORD-06", "ORD-07"],
            .ordering(.creationWins)
        ),
        Persona(
            "refuses-unstarted",
            "answers 409 to the end of a job whose start it has not seen",
            intended: ["ORD-01", "ORD-02", "ORD-03", "ORD-08", "CON-03"],
            .ordering(.unstartedRefused)
        ),
        Persona(
            "state-race",
            "reads what a job's start is compared with, and writes over it 20 ms later",
            intended: ["CON-03"],
            .pace(.stateRace)
        ),
    ]
}
