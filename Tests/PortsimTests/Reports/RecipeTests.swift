import TestSupport
import Testing

/// The README's recipes for continuous integration, run as those servers run them.
@Suite struct RecipeTests {
    private let directory = TemporaryDirectory()

    /// A section of the README: its blocks of code by their language.
    private static var blocks: [(language: String, lines: [String])] {
        let readme = FileTree.text(Repository.path("README.md"))
        let section = readme.split(separator: "\n## ").first { $0.hasPrefix("In continuous integration\n") }
        var blocks: [(String, [String])] = []
        var open: (String, [String])?
        for line in (section ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(block)
                    open = nil
                } else {
                    open = (String(line.dropFirst(3)), [])
                }
            } else {
                open?.1.append(String(line))
            }
        }
        return blocks
    }

    /// What a server would give to a shell: the block below a `run: |`, or the items of `script:`.
    private static func script(of block: [String]) -> String {
        var script: [String] = []
        var isOpen = false
        var depth = 0
        for line in block {
            let indent = line.prefix { $0 == " " }.count
            if isOpen, indent > depth {
                let text = line.drop { $0 == " " }
                script.append(String(text.hasPrefix("- ") ? text.dropFirst(2) : text))
            } else {
                isOpen = line.hasSuffix("run: |") || line.hasSuffix("script:")
                depth = indent
            }
        }
        return script.joined(separator: "\n")
    }

    /// Runs a recipe in a checkout with two scenarios, of which the second holds only where `holds`.
    private func run(_ script: String, holds: Bool, _ environment: [String: String]) throws -> ChildResult {
        _ = try ChildProcess.run("mkdir", ["-p", directory.path("webhooks"), directory.path("bin")])
        for (name, count) in [("a", 1), ("b", holds ? 1 : 3)] {
            directory.write(
                """
                { portsim: 1, users: { alice: { integrations: { main: { provider: 'binance' } } } },
                  timeline: [{ at: '0s', connect: 'alice/main' }],
                  expect: [
                    { count: { event: 'integration.created' }, equals: \(count), name: 'it is announced' },
                  ] }
                """,
                to: "webhooks/\(name).json5"
            )
        }
        let port = FreePort.next()
        directory.write("#!/bin/sh\nexec '\(Repository.portsim)' \"$@\"\n", to: "bin/portsim")
        _ = try ChildProcess.run("chmod", ["+x", directory.path("bin/portsim")])
        let ours = [
            "PATH": "\(directory.path("bin")):/usr/local/bin:/usr/bin:/bin", "CI": "true",
            "PORTSIM_SECRET": "whsec_kept_in_the_store", "CONSUMER": "portsim listen --port \(port)",
            "CONSUMER_URL": "http://127.0.0.1:\(port)/webhooks",
        ]
        return try ChildProcess.run(
            "bash",
            ["-e", "-c", script],
            environment: ours.merging(environment) { $1 },
            directory: directory.path
        )
    }

    @Test(arguments: [true, false])
    func `GitHub's recipe annotates and summarises`(holds: Bool) throws {
        let block = try #require(Self.blocks.first { $0.lines.first == "jobs:" })
        let result = try run(
            Self.script(of: block.lines),
            holds: holds,
            [
                "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": directory.path("summary.md"),
                "GITHUB_WORKSPACE": directory.path,
            ]
        )
        #expect(result.exitCode == (holds ? 0 : 1), "\(result.error)")
        let annotation = "::error file=webhooks/b.json5,line=4,col=5,title=b%3A it is announced::"
        #expect(result.output.contains("\n\(annotation)") == !holds)
        #expect(result.output.contains("::error") == !holds)
        let summary = FileTree.text(directory.path("summary.md"))
        #expect(summary.hasPrefix("## portsim: \(holds ? 2 : 1) of 2 runs passed\n"))
        #expect(FileTree.text(directory.path("portsim.xml")).contains("<failure") == !holds)
        #expect(FileTree.text(directory.path("portsim.sarif")).contains("\"ruleId\"") == !holds)
        #expect(FileTree.text(directory.path("portsim.json")).contains("\"runs\""))
        #expect(!result.output.contains("kept_in_the_store") && !summary.contains("kept_in_the_store"))
    }

    @Test(arguments: [true, false])
    func `GitLab's recipe writes what it shows`(holds: Bool) throws {
        let block = try #require(Self.blocks.first { $0.lines.first == "webhooks:" })
        let result = try run(
            Self.script(of: block.lines),
            holds: holds,
            ["GITLAB_CI": "true", "CI_JOB_NAME": "webhooks", "CI_PROJECT_DIR": directory.path]
        )
        #expect(result.exitCode == (holds ? 0 : 1), "\(result.error)")
        #expect(!result.output.contains("::"))
        #expect(FileTree.text(directory.path("portsim.xml")).contains("<failure") == !holds)
        #expect(FileTree.text(directory.path("portsim.md")).hasPrefix("## portsim: "))
    }

    @Test(arguments: [true, false])
    func `a plain shell tells failures apart`(holds: Bool) throws {
        let block = try #require(Self.blocks.first { $0.language == "sh" })
        let script = block.lines.joined(separator: "\n")
        let result = try run(script, holds: holds, [:])
        #expect(result.exitCode == (holds ? 0 : 1), "\(result.error)")
        #expect(result.error.contains("the consumer broke an expectation, see portsim.tap") == !holds)
        #expect(FileTree.text(directory.path("portsim.tap")).hasSuffix("\n\(holds ? "" : "not ")ok 2 - b\n"))
        // The history of the next run goes behind this one's.
        _ = try run(script, holds: holds, [:])
        #expect(FileTree.text(directory.path("portsim.jsonl")).split(separator: "\n").count == 4)
        let unanswered = try run(script, holds: holds, ["CONSUMER": "sleep 0.1"])
        #expect(unanswered.exitCode == 4)
        #expect(unanswered.error.contains("did the consumer start?"))
    }
}
