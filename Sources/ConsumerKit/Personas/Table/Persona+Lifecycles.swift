/// Defects about what follows what (LIF).
extension Persona {
    static let lifecycles: [Persona] = [
        Persona(
            "ignores-costbasis",
            "acknowledges what is said of cost bases and does nothing about it",
            intended: ["ORD-04", "LIF-01"],
            .ordering(.costBasisIgnored)
        ),
        Persona(
            "drops-reason",
            "does not keep why a job failed",
            intended: ["LIF-02"],
            .keeping(.reasonsDropped)
        ),
        Persona(
            "truncates-reason",
            "keeps 255 characters of why a job failed",
            intended: ["LIF-02"],
            .keeping(.reasonsCut(255))
        ),
        Persona(
            "stuck-after-failure",
            "leaves a job in progress that has failed",
            intended: ["LIF-02"],
            .ordering(.failureIgnored)
        ),
        Persona(
            "terminal-frozen",
            "takes a job that ended for ended for good, whatever starts later",
            intended: ["LIF-03"],
            .ordering(.endIsFinal)
        ),
        Persona(
            "failed-is-final",
            "takes an integration that failed for failed for good",
            intended: ["LIF-04"],
            .ordering(.failedIsFinal)
        ),
        Persona(
            "resurrects",
            "brings a removed integration back when something about it comes late",
            intended: ["LIF-05"],
            .ordering(.removalForgotten)
        ),
        Persona(
            "cross-talk",
            "writes the status of one wallet to all wallets of the user",
            intended: ["LIF-06"],
            .ordering(.walletsMixed)
        ),
        Persona(
            "status-enum",
            "answers 422 to a status word that it does not know",
            intended: ["LIF-07"],
            .reading(.unknownWordsRefused)
        ),
        Persona(
            "watchdog-crash",
            "ends when a transfer detection has started and nothing else comes, and is started again",
            intended: ["LIF-08"],
            .pace(.watchdog)
        ),
    ]
}
