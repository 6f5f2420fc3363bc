extension Knob {
    private static func repeated(_ keys: String) -> String {
        "{ portsim: 1, users: { a: {} }, timeline: [{ at: '1h', recalculate: 'a', \(keys) }] }"
    }

    private static func emit(_ keys: String) -> String {
        "{ portsim: 1, users: { a: {}, b: {} }, timeline: [{ at: '1h', \(keys) }] }"
    }

    static let repetitions = [
        Knob("timeline.every", repeated("times: 2, every: @"), "'1h'", "'2h'"),
        Knob("timeline.times", repeated("every: '1h', times: @"), "1", "2"),
        Knob("timeline.until", repeated("every: '1h', until: @"), "'1h'", "'2h'"),
    ]

    static let emissions = [
        Knob(
            "timeline.emit",
            emit("user: 'a', data: {}, emit: @"),
            "'integration.updated'",
            "'costbasis.failed'"
        ),
        Knob("timeline.emit.user", emit("emit: 'integration.updated', data: {}, user: @"), "'a'", "'b'"),
        Knob(
            "timeline.emit.data",
            emit("emit: 'integration.updated', user: 'a', data: @"),
            "{}",
            "{ walletId: null }"
        ),
    ]
}
