import ContractKit

extension Knob {
    private static func file(_ keys: String) -> String {
        """
        { portsim: 1, webhooks: [{ name: 'a' }, { name: 'b' }],
          users: { alice: { integrations: { main: { provider: 'binance' }, more: { provider: 'kraken' } } }, bob: {} },
          population: { users: 1 }, \(keys) }
        """
    }

    private static func expect(_ keys: String) -> String { file("expect: [{ \(keys) }]") }

    private static func probe(_ keys: String, reads: String = "read: { other: '/a' }") -> String {
        file("probe: { url: 'https://a.example/', \(reads) }, expect: [{ \(keys) }]")
    }

    /// What the rest of the vocabulary says, thresholds and the probe.
    static let judging =
        [
            Knob("expect.count.unique", expect("count: {}, equals: 1 @"), "", ", unique: 'id'"),
            Knob("expect.headers.fields", expect("headers: {}, fields: { A: @ }"), "'a'", "'b'"),
            Knob("expect.metric", expect("metric: @, is: '== 0'"), "'attempts'", "'retries'"),
            Knob("expect.metric.is", expect("metric: 'attempts', is: @"), "'== 0'", "'!= 0'"),
            Knob("expect.sometimes.with", expect("sometimes: {} @"), "", ", with: { outcome: 'failed' }"),
            Knob(
                "expect.sometimes.with.outcome",
                expect("sometimes: {}, with: { outcome: @ }"),
                "'accepted'",
                "'cancelled'"
            ),
            Knob(
                "expect.sometimes.with.pointer",
                expect("sometimes: {}, with: { pointer: @, exists: true }"),
                "'/a'",
                "'/b'"
            ),
            Knob(
                "expect.sometimes.with.attempts",
                expect("sometimes: {}, with: { attempts: @ }"),
                "{ equals: 1 }",
                "{ equals: 2 }"
            ),
            Knob(
                "expect.digest",
                expect("digest: @"),
                "'\(String(repeating: "ab", count: 32))'",
                "'\(String(repeating: "cd", count: 32))'"
            ),
            Knob("expect.body.pointer", expect("body: {}, pointer: @, exists: true"), "'/a'", "'/b'"),
            Knob(
                "expect.probe",
                expect("probe: @, user: 'alice', exists: true"),
                "'costBasis'",
                "'transferDetection'"
            ),
            Knob(
                "expect.probe.user",
                expect("probe: 'costBasis', user: @, exists: true"),
                "'alice'",
                "'bob'"
            ),
            Knob(
                "expect.probe.integration",
                expect("probe: 'integration', user: 'alice', integration: @, exists: true"),
                "'main'",
                "'more'"
            ),
            Knob(
                "expect.probe.within",
                expect("probe: 'processed', exists: true, within: @"),
                "'0s'",
                "'5s'"
            ),
            Knob("probe", file("@"), "", "probe: { url: 'https://a.example/' }"),
            Knob("probe.url", file("probe: { url: @ }"), "'https://a.example/'", "'https://b.example/'"),
            Knob(
                "probe.read",
                probe("probe: 'other', exists: true", reads: "read: @"),
                "{ other: '/a' }",
                "{ other: '/b' }"
            ),
            Knob(
                "probe.headers",
                file("probe: { url: 'https://a.example/', headers: @ }"),
                "{}",
                "{ A: 'b' }"
            ),
            Knob("thresholds", file("thresholds: @"), "{}", "{ retries: '== 0' }"),
        ] + fieldKnobs + selectorKnobs + numberKnobs + valueKnobs + thresholdKnobs

    private static let fieldKnobs = [
        Knob(
            "expect.headers.fields.present",
            expect("headers: {}, fields: { A: { present: @ } }"),
            "true",
            "false"
        ),
        Knob(
            "expect.headers.fields.equals",
            expect("headers: {}, fields: { A: { equals: @ } }"),
            "'a'",
            "'b'"
        ),
        Knob(
            "expect.headers.fields.matches",
            expect("headers: {}, fields: { A: { matches: @ } }"),
            "'a*'",
            "'b*'"
        ),
    ]

    /// Every subject that selects deliveries, with what goes with it.
    private static let selectorKnobs = [
        ("attempts", "equals: 1"), ("headers", "fields: { A: 'a' }"), ("sameBytes", "severity: 'must'"),
        ("signature", "severity: 'must'"), ("body", "pointer: '/a', exists: true"),
        ("sometimes", "severity: 'must'"),
    ].flatMap { subject, rest in
        [
            Knob(
                "expect.\(subject)",
                expect("\(subject): @, \(rest)"),
                "{}",
                "{ event: 'costbasis.failed' }"
            ),
            Knob(
                "expect.\(subject).event",
                expect("\(subject): { event: @ }, \(rest)"),
                "'costbasis.failed'",
                "'costbasis.started'"
            ),
            Knob("expect.\(subject).user", expect("\(subject): { user: @ }, \(rest)"), "'alice'", "'bob'"),
            Knob(
                "expect.\(subject).integration",
                expect("\(subject): { user: 'alice', integration: @ }, \(rest)"),
                "'main'",
                "'more'"
            ),
            Knob("expect.\(subject).webhook", expect("\(subject): { webhook: @ }, \(rest)"), "'a'", "'b'"),
        ]
    }

    private static let numberKnobs = [
        ("expect.attempts", "attempts: {}, @: "),
        ("expect.sometimes.with.attempts", "sometimes: {}, with: { attempts: { @: "),
    ].flatMap { path, text in
        ["equals", "atLeast", "atMost"].map { key in
            let closing = path.contains("with") ? " } }" : ""
            return Knob(
                "\(path).\(key)",
                expect(text.replacing("@", with: key) + "@" + closing),
                "1",
                "2"
            )
        }
    }

    private static let valueKnobs = [
        ("expect.body", "body: {}, pointer: '/a', ", ""), ("expect.probe", "probe: 'processed', ", ""),
        ("expect.sometimes.with", "sometimes: {}, with: { pointer: '/a', ", " }"),
    ].flatMap { path, opening, closing in
        [
            Knob("\(path).equals", expect("\(opening)equals: @\(closing)"), "null", "{ a: [1] }"),
            Knob("\(path).oneOf", expect("\(opening)oneOf: @\(closing)"), "[1]", "[1, 2]"),
            Knob("\(path).atLeast", expect("\(opening)atLeast: @\(closing)"), "1", "1.5"),
            Knob("\(path).atMost", expect("\(opening)atMost: @\(closing)"), "-1", "2e3"),
            Knob("\(path).exists", expect("\(opening)exists: @\(closing)"), "true", "false"),
        ]
    }

    private static let thresholdKnobs = Metric.allCases.map { metric in
        let bound =
            switch metric.unit {
            case .count: "5"
            case .microseconds: "5ms"
            }
        return Knob(
            "thresholds.\(metric.rawValue)",
            file("thresholds: { '\(metric.rawValue)': @ }"),
            "'< \(bound)'",
            "'> \(bound)'"
        )
    }
}
