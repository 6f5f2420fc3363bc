extension Rule {
    /// Words that are banned everywhere but in the named places, and what to do instead.
    private static let banned: [(word: String, allowedIn: [String], instead: String)] = [
        ("String(format:", [], "interpolate"),
        ("components(separatedBy", [], "split, or look at bytes"),
        ("trimmingCharacters", [], "look at bytes"),
        ("NSString", [], "use String"),
        ("Date()", [], "take the moment as an argument"),
        ("UUID()", [], "derive identifiers from the seed"),
        ("ISO8601DateFormatter", ["Tests"], "use the integer formatter"),
        ("JSONEncoder", ["Tests"], "its key order differs in each process; use JSONWriter"),
        ("JSONDecoder", ["Tests"], "use JSONReader"),
        ("JSONSerialization", ["Tests"], "use JSONReader and JSONWriter"),
        ("URLSession", [], "use WireKit"),
        ("FoundationNetworking", [], "use WireKit"),
        (".random(", [], "draw from the seed"),
        (".randomElement(", [], "draw from the seed"),
        (".shuffled(", [], "draw from the seed"),
        (".shuffle(", [], "draw from the seed"),
        ("SystemRandomNumberGenerator", [], "draw from the seed"),
        ("try!", [], "handle the error"),
        // A job on another processor has no console.
        ("print(", ["Tests/jobs"], "use Console, or bytes on a descriptor"),
        ("debugPrint(", [], "use Console"),
        ("dump(", ["Tests"], "use Console"),
        ("sleep(", [], "wait for what should happen"),
        ("usleep(", [], "wait for what should happen"),
        ("nanosleep(", [], "wait for what should happen"),
        ("DispatchQueue.global", [], "use a thread or queue with an owner"),
        ("package extension", [], "mark the members, so that each is documented"),
        ("public extension", [], "mark the members, so that each is documented"),
    ]

    static let bannedWords = Rule(
        name: "no banned word is used",
        findings: { file in
            guard file.isSwift, !file.isForOthers else { return [] }
            return banned.filter { !file.isIn($0.allowedIn) }.flatMap { entry in
                file.findings(of: entry.word, "'\(entry.word)' is banned: \(entry.instead)")
            }
        },
        brokenSample: TextFile(
            path: "Sources/Kit/A.swift",
            text: "let text = \"\\(String(format: a, b))\"\n"
        ),
        soundSample: TextFile(
            path: "Sources/Kit/A.swift",
            text: """
                // print("no")
                let text = "print(" + blueprint() + #"\\(UUID())"#
                /* /* Date() */ URLSession */
                let birthday = someDate()
                func `never print() here`() {}

                """
        )
    )

    /// Sentences that leave something open; the marks are written in pieces, or this file would break the rule.
    private static let openEndMarks = ["TO" + "DO", "FIX" + "ME"]

    static let openEnds = Rule(
        name: "nothing is left for later",
        findings: { file in
            // In the Test Anything Protocol the first is a directive: whoever writes and reads that needs it.
            let isProtocol = file.isIn(
                ["Sources/ReportKit/TAP", "Tests/ReportKitTests/Formats/TAPReportTests.swift"]
            )
            // What is compared with reports are reports.
            guard !file.isIn(["Tests/ReportKitTests/Snapshots"]) else { return [] }
            return openEndMarks.dropFirst(isProtocol ? 1 : 0).flatMap { mark in
                // Comments and texts count here, so the lines are looked at as they are.
                file.textLines(with: mark).map { file.finding(line: $0, "\(mark): do it or drop it") }
            }
        },
        brokenSample: TextFile(path: "Tests/run", text: "# \(openEndMarks[0]): later\n"),
        soundSample: TextFile(path: "Tests/run", text: "echo \(openEndMarks[0])NE\n")
    )

    static let clockReads = Rule(
        name: "clocks are read in one file",
        findings: { file in
            let words = [
                "clock_gettime", "gettimeofday", "ContinuousClock", "SuspendingClock", "DispatchTime.now",
                "DispatchWallTime.now", "Date.now",
            ]
            guard file.isSwift, !file.isIn(["Sources/WireKit/Clock.swift", "Tests"]) else { return [] }
            return words.flatMap { file.findings(of: $0, "the time comes as an argument, not from \($0)") }
        },
        brokenSample: TextFile(
            path: "Sources/WireKit/Loop/A.swift",
            text: "let now = ContinuousClock().now\n"
        ),
        soundSample: TextFile(path: "Sources/WireKit/Clock.swift", text: "let now = ContinuousClock().now\n")
    )
}
