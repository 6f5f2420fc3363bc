extension Knob {
    private static func step(_ keys: String) -> String {
        """
        { portsim: 1, webhooks: [{ name: 'a' }, { name: 'b' }], timeline: [{ at: '1h', \(keys) }],
          population: { users: 1 } }
        """
    }

    /// The verbs that operate webhooks.
    static let webhookSteps = [
        Knob("timeline.rotateSecret", step("rotateSecret: @"), "'a'", "'b'"),
        Knob("timeline.rotateSecret.secret", step("rotateSecret: 'a', secret: @"), "'one'", "'two'"),
        Knob("timeline.disable", step("disable: @"), "'a'", "'b'"),
        Knob("timeline.enable", step("enable: @"), "'a'", "'b'"),
        Knob("timeline.editWebhook", step("editWebhook: @, events: ['*']"), "'a'", "'b'"),
        Knob(
            "timeline.editWebhook.url",
            step("editWebhook: 'a', url: @"),
            "'https://a.example/'",
            "'https://b.example/'"
        ),
        Knob(
            "timeline.editWebhook.events",
            step("editWebhook: 'a', events: @"),
            "['costbasis.failed']",
            "['costbasis.completed']"
        ),
        Knob("timeline.deleteWebhook", step("deleteWebhook: @"), "'a'", "'b'"),
    ]
}
