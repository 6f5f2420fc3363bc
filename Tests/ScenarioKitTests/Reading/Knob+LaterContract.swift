extension Knob {
    private static let users = """
        users: { alice: { grants: 3, integrations: { main: { provider: 'binance' }, more: { provider: 'kraken' } } },
                 bob: {} }
        """

    /// A step of alice's, in a year of steps before and after it.
    private static func later(_ step: String) -> String {
        """
        { portsim: 1, profile: 'kryptos-v2', \(users),
          timeline: [{ at: '0s', connect: 'alice/main' }, { at: '0s', connect: 'alice/more' },
                     { at: '1h', suspend: 'alice/main' }, { at: '1h', suspend: 'alice/more' },
                     { at: '2h', \(step) }, { at: '3h', rename: 'alice/main' }, { at: '3h', recalculate: 'bob' }] }
        """
    }

    private static func resync(_ keys: String) -> String {
        """
        { portsim: 1, profile: 'kryptos-v2', \(users),
          timeline: [{ at: '0s', connect: 'alice/main', sync: { \(keys) } },
                     { at: '1h', resync: 'alice/main', sync: { \(keys) } }] }
        """
    }

    private static func removal(_ keys: String) -> String {
        """
        { portsim: 1, profile: 'kryptos-v2', \(users),
          timeline: [{ at: '0s', connect: 'alice/main' }, { at: '1h', remove: 'alice/main', \(keys) }] }
        """
    }

    private static func crowd(_ keys: String) -> String {
        """
        { portsim: 1, profile: 'kryptos-v2',
          population: { users: 8, remove: { p: 1, after: '10m' }, \(keys) } }
        """
    }

    static let laterContract = laterSteps + laterSyncs + laterCrowds

    private static let laterSteps = [
        Knob(
            "provider.workspaces",
            "{ portsim: 1, profile: 'kryptos-v2', provider: { workspaces: @ }, population: { users: 1 } }",
            "true",
            "false"
        ),
        Knob(
            "users.grants",
            """
            { portsim: 1, profile: 'kryptos-v2', users: { alice: { grants: @ } },
              timeline: [{ at: '0s', recalculate: 'alice' }] }
            """,
            "1",
            "2"
        ),
        Knob(
            "timeline.suspend",
            """
            { portsim: 1, profile: 'kryptos-v2', \(users),
              timeline: [{ at: '0s', connect: 'alice/main' }, { at: '0s', connect: 'alice/more' },
                         { at: '1h', suspend: @ }] }
            """,
            "'alice/main'",
            "'alice/more'"
        ),
        Knob("timeline.resume", later("resume: @"), "'alice/main'", "'alice/more'"),
        Knob("timeline.resume.sync", later("resume: 'alice/main', sync: @"), "{}", "{ fails: 'x' }"),
        Knob("timeline.revokeGrant", later("revokeGrant: @"), "'alice'", "'bob'"),
        Knob("timeline.revokeGrant.grant", later("revokeGrant: 'alice', grant: @"), "1", "2"),
        Knob("timeline.remove.wipe", removal("wipe: @"), "{}", "{ fails: 'x' }"),
        Knob("timeline.remove.wipe.takes", removal("wipe: { takes: @ }"), "'1s'", "'0s'"),
        Knob("timeline.remove.wipe.fails", removal("wipe: { fails: @ }"), "'x'", "'y'"),
    ]

    private static let laterSyncs =
        ["connect", "resync"].flatMap { verb in
            [
                Knob("timeline.\(verb).sync.partial", resync("@"), "", "partial: 'x'"),
                Knob("timeline.\(verb).sync.cancelled", resync("cancelled: @"), "false", "true"),
            ]
        } + [
            Knob(
                "timeline.resume.sync.queued",
                later("resume: 'alice/main', sync: { queued: @ }"),
                "'1s'",
                "'2s'"
            ),
            Knob(
                "timeline.resume.sync.takes",
                later("resume: 'alice/main', sync: { takes: @ }"),
                "'1s'",
                "'2s'"
            ),
            Knob(
                "timeline.resume.sync.transactions",
                later("resume: 'alice/main', sync: { transactions: @ }"),
                "1",
                "2"
            ),
            Knob(
                "timeline.resume.sync.fails",
                later("resume: 'alice/main', sync: { fails: @ }"),
                "'x'",
                "'y'"
            ),
            Knob(
                "timeline.resume.sync.partial",
                later("resume: 'alice/main', sync: { @ }"),
                "",
                "partial: 'x'"
            ),
            Knob(
                "timeline.resume.sync.cancelled",
                later("resume: 'alice/main', sync: { cancelled: @ }"),
                "false",
                "true"
            ),
        ]

    private static let laterCrowds = [
        Knob("population.grantsPerUser", crowd("grantsPerUser: @"), "1", "2"),
        Knob("population.wipe", crowd("wipe: @"), "{}", "{ takes: '1s' }"),
        Knob("population.wipe.takes", crowd("wipe: { takes: @ }"), "'1s'", "'2s'"),
        Knob("population.wipe.failure", crowd("wipe: { failure: @ }"), "{ p: 0 }", "{ p: 1 }"),
        Knob("population.wipe.failure.p", crowd("wipe: { failure: { p: @ } }"), "0", "1"),
    ]
}
