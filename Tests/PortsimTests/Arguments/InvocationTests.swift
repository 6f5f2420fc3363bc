import ConsumerKit
import DeliveryKit
import Testing
import WireKit

@testable import portsim

@Suite struct InvocationTests {
    // MARK: Commands

    @Test(arguments: Command.allCases)
    func `help of a command is asked for in three ways`(command: Command) throws {
        for words in [[command.name, "--help"], [command.name, "-h"], ["help", command.name]] {
            guard case .help(command) = try Invocation(words) else {
                Issue.record("\(words) is no request for help")
                continue
            }
        }
    }

    @Test(arguments: [["--help"], ["-h"], ["help"]])
    func `help of the tool is asked for in three ways`(words: [String]) throws {
        guard case .help(nil) = try Invocation(words) else {
            Issue.record("\(words) is no request for help")
            return
        }
    }

    @Test func `help wins over arguments that are missing or follow it`() throws {
        guard case .help(.run) = try Invocation(["run", "--seed", "3", "--help", "--nonsense"]) else {
            Issue.record("no request for help")
            return
        }
    }

    @Test func `the version is asked for with a flag`() throws {
        guard case .version = try Invocation(["--version"]) else {
            Issue.record("no request for the version")
            return
        }
    }

    @Test(
        arguments: [
            ([], .commandMissing),
            (["runn"], .commandUnknown("runn", suggestion: "run")),
            (["help", "lisst"], .commandUnknown("lisst", suggestion: "list")),
            (["zzzzzz"], .commandUnknown("zzzzzz", suggestion: nil)),
            (["--seed=3", "run"], .flagBeforeCommand("--seed")),
            (["list"], .argumentMissing(.list, placeholder: "KIND")),
            (["run"], .argumentMissing(.run, placeholder: "FILE")),
            (["validate", "--"], .argumentMissing(.validate, placeholder: "FILE")),
            (["listen", "here"], .argumentUnwanted(.listen, "here")),
            (["generate", "a", "b"], .argumentUnwanted(.generate, "b")),
            (
                ["listen", "--fault", "hng"],
                .valueInvalid(
                    .fault,
                    value: "hng",
                    expected: "one of those that 'portsim list faults' shows",
                    suggestion: "hang"
                )
            ),
            (
                ["listen", "--fault", "hang=1s"],
                .valueInvalid(
                    .fault,
                    value: "hang=1s",
                    expected: "no argument with it",
                    suggestion: "hang"
                )
            ),
            (
                ["listen", "--fault=down"],
                .valueInvalid(
                    .fault,
                    value: "down",
                    expected: "an argument, as in down=D",
                    suggestion: nil
                )
            ),
            (
                ["listen", "--fault", "down=5"],
                .valueInvalid(
                    .fault,
                    value: "down=5",
                    expected: "a time up to a day, as in 250ms, 10s or 5m",
                    suggestion: nil
                )
            ),
            (
                ["listen", "--persona", "no-dedup"],
                .valueInvalid(
                    .persona,
                    value: "no-dedup",
                    expected: "one of those that 'portsim list personas' shows",
                    suggestion: "no-dedupe"
                )
            ),
            (["listen", "--persona", "good", "--fault", "hang"], .flagsExclusive([.fault, .persona])),
            (
                ["listen", "--secret-previous-env", "A", "--secret-previous-file", "b"],
                .flagsExclusive([.secretPreviousEnv, .secretPreviousFile])
            ),
            (
                ["list", "event"],
                .kindUnknown(
                    "event",
                    of: .list,
                    known: ListKind.allCases.map(\.rawValue),
                    suggestion: "events"
                )
            ),
            (
                ["schema", "scenrio"],
                .kindUnknown("scenrio", of: .schema, known: ["scenario"], suggestion: "scenario")
            ),
            (
                ["completions", "powershell"],
                .kindUnknown("powershell", of: .completions, known: ["bash", "zsh", "fish"], suggestion: nil)
            ),
            (["generate"], .argumentMissing(.generate, placeholder: "FILE or --users N")),
            (["generate", "f", "--profile", "kryptos-v2"], .profileOfFile),
            (["generate", "f", "--from", "5m", "--to", "5m"], .rangeEmpty),
            (["signature", "f"], .argumentMissing(.signature, placeholder: "SIGNATURE")),
            (["signature", "f", "s", "t"], .argumentUnwanted(.signature, "t")),
        ] as [([String], UsageError)]
    )
    func `what is wrong with commands and arguments is named`(words: [String], error: UsageError) {
        #expect(throws: error) { try Invocation(words) }
    }

    // MARK: Flags

    @Test func `run reads every flag`() throws {
        let arguments = try run([
            "one.json5", "--seed", "18446744073709551615", "--speed=100x", "--endpoint",
            "http://127.0.0.1:1/a",
            "--endpoint=https://example.test/b", "--secret-env", "NAME", "--db", "run.sqlite", "--resume",
            "--report", "json=out.json", "--report=json=-", "--concurrency", "8", "--quiet", "--color",
            "never",
            "--no-progress", "--max-time", "5m",
        ])
        let common = arguments.common
        #expect(arguments.files == ["one.json5"])
        #expect(common.seed == .max)
        #expect(common.speed == .scaled(100))
        #expect(common.endpoints == ["http://127.0.0.1:1/a", "https://example.test/b"])
        #expect(common.databasePath == "run.sqlite")
        #expect(common.isResuming)
        #expect(
            common.reports == [
                ReportRequest(format: .json, path: "out.json"), ReportRequest(format: .json, path: "-"),
            ]
        )
        #expect(common.reports.map(\.goesToStandardOutput) == [false, true])
        #expect(common.concurrency == 8)
        #expect(common.verbosity == .quiet)
        #expect(common.color == .never)
        #expect(!common.showsProgress)
        #expect(common.maxTimeMilliseconds == 300_000)
        guard case .variable("NAME") = common.secretSource else {
            Issue.record("the secret comes from somewhere else")
            return
        }
    }

    @Test func `without flags the scenario decides`() throws {
        let arguments = try run(["a", "b"])
        let common = arguments.common
        #expect(arguments.files == ["a", "b"])
        #expect(common.seed == nil && common.speed == nil && common.concurrency == nil)
        #expect(common.endpoints.isEmpty && common.reports.isEmpty)
        #expect(common.databasePath == nil && !common.isResuming && common.maxTimeMilliseconds == nil)
        #expect(common.verbosity == .normal && common.color == .auto && common.showsProgress)
        guard case .defaultVariable = common.secretSource else {
            Issue.record("the secret comes from somewhere else")
            return
        }
    }

    @Test func `several reports can stand behind one flag`() throws {
        let common = try run(["a", "--report", "json=x,json=y=z"]).common
        #expect(common.reports.map(\.path) == ["x", "y=z"])
        let formats = ReportFormat.allCases.map { "\($0.rawValue)=\($0.rawValue).out" }.joined(separator: ",")
        #expect(try run(["a", "--report", formats]).common.reports.map(\.format) == ReportFormat.allCases)
    }

    @Test(arguments: [
        ("junt=a", "junit=a"), ("mardown=b", "markdown=b"), ("hmtl=c", "html=c"), ("tab=-", "tap=-"),
    ])
    func `a format that is not known comes with the nearest`(text: String, suggestion: String) {
        let error = #expect(throws: UsageError.self) { try Invocation(["run", "a", "--report", text]) }
        #expect(error?.help.first == "did you mean '\(suggestion)'?")
    }

    @Test func `stdout takes one report`() {
        let error = #expect(throws: UsageError.self) {
            try Invocation(["run", "a", "--report", "json=-", "--report", "tap=-"])
        }
        #expect(error == .reportsShareAPath("-"))
    }

    @Test(
        arguments: [
            ([], 8_080, "127.0.0.1"), (["--port", "0", "--host=::1"], 0, "::1"),
            (["--port=65535"], 65_535, "127.0.0.1"),
        ] as [([String], UInt16, String)]
    )
    func `listen reads its flags`(words: [String], port: UInt16, host: String) throws {
        guard case .listen(let arguments) = try Invocation(["listen"] + words) else {
            Issue.record("not understood as listen")
            return
        }
        #expect(arguments.port == port)
        #expect(arguments.host == host)
        #expect(arguments.persona.name == "good" && arguments.previousSecretSource == nil)
    }

    @Test func `listen reads which persona it is and where the secret of before comes from`() throws {
        let words = ["listen", "--persona", "no-dedupe", "--secret-previous-file", "old.txt"]
        guard case .listen(let arguments) = try Invocation(words) else {
            Issue.record("not understood as listen")
            return
        }
        #expect(arguments.persona.name == "no-dedupe")
        guard case .file("old.txt")? = arguments.previousSecretSource else {
            Issue.record("another source: \(String(describing: arguments.previousSecretSource))")
            return
        }
    }

    @Test func `whom to trust is read, and everybody's certificate is checked unless a flag says not to`()
        throws
    {
        guard case .run(let careful) = try Invocation(["run", "f", "--ca-file", "ca.pem"]),
            case .run(let careless) = try Invocation(["run", "f", "--insecure"])
        else {
            Issue.record("not understood as run")
            return
        }
        #expect(careful.common.trust.authoritiesPath == "ca.pem" && careful.common.trust.isVerifying)
        #expect(careful.common.trustWarning == nil)
        #expect(careless.common.trust.authoritiesPath == nil && !careless.common.trust.isVerifying)
        #expect(careless.common.trustWarning?.hasPrefix("--insecure: ") == true)
    }

    @Test func `generate and validate and list read theirs`() throws {
        guard case .generate(let generate) = try Invocation(["generate", "--limit", "3", "--seed=9", "f"]),
            case .validate(let validate) = try Invocation(["validate", "f", "--verbose", "g"]),
            case .list(let list) = try Invocation(["list", "profiles"])
        else {
            Issue.record("not understood")
            return
        }
        #expect(generate.limit == 3 && generate.common.seed == 9 && generate.file == "f")
        #expect(validate.files == ["f", "g"] && validate.common.verbosity == .verbose)
        #expect(list.kind == .profiles)
    }

    @Test(arguments: Command.allCases)
    func `every command takes every common flag`(command: Command) throws {
        let values = [
            "seed": "1", "set": "seed=1", "speed": "realtime", "endpoint": "http://a", "db": "d",
            "report": "json=-",
            "concurrency": "1", "max-time": "1s", "color": "auto", "secret": "s", "secret-env": "S",
            "secret-file": "f", "only": "x", "skip": "x", "baseline": "f", "exec": "true", "wait": "1s",
            "ca-file": "f",
        ]
        let argument: [String] =
            switch command {
            case .listen: []
            case .explain: ["SIG-03"]
            case .verify: ["http://127.0.0.1/"]
            case .list: ["events"]
            case .schema: ["scenario"]
            case .completions: ["bash"]
            case .signature: ["file", "signature"]
            case .send: ["user.created", "http://127.0.0.1/"]
            case .diff: ["file", "file"]
            case .run, .replay, .report, .validate, .generate, .sign: ["file"]
            }
        // --resume has no meaning without --db, so that pair goes together.
        for flag in Flag.common {
            let others = flag == .resume ? ["--db", "d"] : []
            // The checks of verify are known by then.
            let isCheck = command == .verify && (flag == .onlyChecks || flag == .skip)
            let value = isCheck ? "SIG" : values[flag.name]
            let invocation = try Invocation(
                [command.name, flag.spelling] + (value.map { [$0] } ?? []) + others + argument
            )
            #expect(invocation.common != nil)
        }
    }

    @Test(
        arguments: [
            (["--sede", "3"], .flagUnknown("--sede", command: .run, suggestion: "--seed")),
            (["-seed", "3"], .flagUnknown("-seed", command: .run, suggestion: "--seed")),
            (["--port", "3"], .flagMisplaced(.port, command: .run, owners: [.listen])),
            (["--zzzzzzzz"], .flagUnknown("--zzzzzzzz", command: .run, suggestion: nil)),
            (["--seed"], .valueMissing(.seed, placeholder: "N")),
            (["--seed="], .valueMissing(.seed, placeholder: "N")),
            (["--db", "--resume"], .valueMissing(.database, placeholder: "FILE")),
            (["--quiet=yes"], .valueUnwanted(.quiet)),
            (["--seed", "1", "--seed", "2"], .flagRepeated(.seed)),
            (["--quiet", "--verbose"], .flagsExclusive([.quiet, .verbose])),
            (["--secret", "a", "--secret-env", "b"], .flagsExclusive([.secret, .secretEnv, .secretFile])),
            (["--resume"], .flagNeeds(.resume, other: .database)),
            (["--db", "a", "second"], .databaseOfSeveralFiles),
            (["--report", "json=a,json=a"], .reportsShareAPath("a")),
            (["--secret", "a\nb"], .secretUnusable(.notOneLine)),
        ] as [([String], UsageError)]
    )
    func `what is wrong with flags is named`(words: [String], error: UsageError) {
        #expect(throws: error) { try Invocation(["run", "file"] + words) }
    }

    @Test(arguments: [
        ("--seed", "-1", nil), ("--seed", "18446744073709551616", nil), ("--seed", "1.5", nil),
        ("--concurrency", "0", nil), ("--concurrency", "4097", nil), ("--speed", "fast", nil),
        ("--speed", "instnat", "instant"), ("--speed", "0x", nil), ("--speed", "1000001x", nil),
        ("--color", "alwasy", "always"), ("--max-time", "90", "90s"), ("--max-time", "0s", nil),
        ("--max-time", "soon", nil), ("--endpoint", "localhost:80", "http://localhost:80"),
        ("--endpoint", "ftp://a", nil), ("--report", "jsn=a", "json=a"), ("--report", "json=", "json=PATH"),
        ("--report", "json", "json=PATH"),
    ])
    func `values out of range are refused with what was expected`(
        flag: String,
        value: String,
        suggestion: String?
    ) {
        let error = #expect(throws: UsageError.self) { try Invocation(["run", "file", flag, value]) }
        guard case .valueInvalid(let found, value, let expected, let offered) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found.spelling == flag)
        #expect(!expected.isEmpty)
        #expect(offered == suggestion)
    }

    @Test func `the limits themselves are accepted`() throws {
        #expect(
            try run(["f", "--concurrency", "\(CommonArguments.concurrencyMax)"]).common.concurrency
                == CommonArguments.concurrencyMax
        )
        #expect(try run(["f", "--speed", "1000000x"]).common.speed == .scaled(Speed.factorMax))
    }

    private func run(_ words: [String]) throws -> RunArguments {
        guard case .run(let arguments) = try Invocation(["run"] + words) else {
            throw NotUnderstood(words: words)
        }
        return arguments
    }

    private struct NotUnderstood: Error { let words: [String] }
}
