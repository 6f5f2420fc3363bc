extension Knob {
    private static func account(_ keys: String) -> String {
        "{ portsim: 1, profile: 'account', users: { alice: {}, bob: {} }, \(keys) }"
    }

    /// A step of alice's after she has signed up and made a project.
    private static func step(_ step: String) -> String {
        account(
            """
            timeline: [
              { at: '0s', signUp: 'alice' }, { at: '0s', signUp: 'bob' },
              { at: '1s', createProject: 'alice/one' }, { at: '1s', createProject: 'alice/two' },
              { at: '1h', \(step) }]
            """
        )
    }

    private static func signUp(_ keys: String) -> String {
        account("timeline: [{ at: '0s', signUp: 'alice', \(keys) }]")
    }

    private static func members(_ keys: String) -> String {
        "{ portsim: 1, profile: 'account', population: { users: 8, \(keys) } }"
    }

    static let accounts = accountSteps + accountCrowds

    private static let accountSteps = [
        Knob(
            "provider.userShape",
            account("provider: { userShape: @ }, population: { users: 1 }"),
            "'full'",
            "'short'"
        ),
        Knob(
            "delivery.headers",
            account("delivery: { headers: @ }, population: { users: 1 }"),
            "'documented'",
            "'all'"
        ),
        Knob("timeline.signUp", account("timeline: [{ at: '0s', signUp: @ }]"), "'alice'", "'bob'"),
        Knob("timeline.signUp.name", signUp("name: @"), "'A'", "'B'"),
        Knob("timeline.signUp.email", signUp("email: @"), "'a@example.com'", "'b@example.com'"),
        Knob("timeline.updateUser", step("updateUser: @"), "'alice'", "'bob'"),
        Knob("timeline.updateUser.name", step("updateUser: 'alice', name: @"), "'A'", "'B'"),
        Knob(
            "timeline.updateUser.email",
            step("updateUser: 'alice', email: @"),
            "'a@b.example'",
            "'c@b.example'"
        ),
        Knob(
            "timeline.updateUser.status",
            step("updateUser: 'alice', status: @"),
            "'inactive'",
            "'suspended'"
        ),
        Knob("timeline.deleteUser", step("deleteUser: @"), "'alice'", "'bob'"),
        Knob("timeline.createProject", step("createProject: @"), "'alice/x'", "'alice/y'"),
        Knob("timeline.createProject.name", step("createProject: 'alice/x', name: @"), "'A'", "'B'"),
        Knob("timeline.updateProject", step("updateProject: @"), "'alice/one'", "'alice/two'"),
        Knob("timeline.updateProject.name", step("updateProject: 'alice/one', name: @"), "'A'", "'B'"),
        Knob(
            "timeline.updateProject.status",
            step("updateProject: 'alice/one', status: @"),
            "'active'",
            "'archived'"
        ),
        Knob("timeline.deleteProject", step("deleteProject: @"), "'alice/one'", "'alice/two'"),
        Knob("timeline.upload", step("upload: @"), "'alice/one'", "'alice/two'"),
        Knob("timeline.upload.name", step("upload: 'alice/one', name: @"), "'a.pdf'", "'b.pdf'"),
        Knob("timeline.upload.size", step("upload: 'alice/one', size: @"), "0", "1"),
        Knob("timeline.pay", step("pay: @"), "'alice'", "'bob'"),
        Knob("timeline.pay.amount", step("pay: 'alice', amount: @"), "0.01", "0.02"),
        Knob("timeline.pay.currency", step("pay: 'alice', currency: @"), "'EUR'", "'JPY'"),
        Knob("timeline.pay.takes", step("pay: 'alice', takes: @"), "'0s'", "'1h'"),
        Knob("timeline.pay.fails", step("pay: 'alice', fails: @"), "'a'", "'b'"),
    ]

    private static let accountCrowds = [
        Knob("population.projectsPerUser", members("projectsPerUser: @"), "0", "1"),
        Knob("population.filesPerProject", members("filesPerProject: @"), "0", "1"),
        Knob("population.paymentsPerUser", members("paymentsPerUser: @"), "0", "1"),
        Knob("population.paymentFailure", members("paymentFailure: @"), "{}", "{ p: 1 }"),
        Knob("population.paymentFailure.p", members("paymentFailure: { p: @ }"), "0", "1"),
        Knob(
            "population.paymentFailure.reasons",
            members("paymentFailure: { p: 1, reasons: { @: 1 } }"),
            "a",
            "b"
        ),
        Knob("population.update", members("update: @"), "{}", "{ p: 1 }"),
        Knob("population.update.p", members("update: { p: @ }"), "0", "1"),
        Knob("population.update.after", members("update: { p: 1, after: @ }"), "'1m'", "'1d'"),
        Knob("population.delete", members("delete: @"), "{}", "{ p: 1 }"),
        Knob("population.delete.p", members("delete: { p: @ }"), "0", "1"),
        Knob("population.delete.after", members("delete: { p: 1, after: @ }"), "'1m'", "'1d'"),
    ]
}
