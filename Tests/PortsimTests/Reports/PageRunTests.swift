import JSONKit
import TestSupport
import Testing

@testable import portsim

/// What the page of a run knows, and the page that is made of its run file.
@Suite struct PageRunTests {
    private let directory = TemporaryDirectory()

    /// The one run that a page holds.
    private func data(_ name: String) throws -> JSONValue {
        let page = FileTree.text(directory.path(name))
        let start = try #require(page.firstRange(of: "id=\"data\">")).upperBound
        let end = try #require(page[start...].firstRange(of: "</script>")).lowerBound
        let value = try JSONReader.read(Array(page[start..<end].utf8), dialect: .json).value
        return try #require(value["runs"]?.array?.first)
    }

    @Test func `both have what the probe said at the end, and the first has signatures beside it`() throws {
        let scenario = directory.write(
            """
            { portsim: 1, name: 'asked', profile: 'account', users: { alice: {} },
              timeline: [{ at: '0s', signUp: 'alice' }, { at: '7s', updateUser: 'alice' }],
              delivery: { headers: 'all' },
              expect: [{ probe: 'processed', equals: 2 }, { probe: 'processed', equals: 3, within: '0s' }] }
            """,
            to: "asked.json5"
        )
        let words = ["run", scenario, "--no-progress", "--db", "run.sqlite", "--report", "html=ran.html"]
        let ran = try Tool.run(words, directory: directory.path)
        #expect(ran.exitCode == 1, "\(ran.error)")
        let again = try Tool.run(
            ["report", "run.sqlite", "--report", "html=again.html"],
            directory: directory.path
        )
        #expect(again.exitCode == 1, "\(again.error)")
        let pages = try ["ran.html", "again.html"].map(data)
        for page in pages {
            let reads = try #require(page["probes"]?.array)
            let outcomes = reads.map { $0["outcome"]?.string }
            #expect(outcomes.contains("held") && outcomes.contains("differed"), "\(outcomes)")
            #expect(reads.allSatisfy { $0["at"]?.int64 == 7_000 && $0["text"]?.string == "2" })
            let places = page["checks"]?.array?.compactMap {
                $0["evidence"]?.array?.first?.array?.first?.int64
            }
            #expect(places?.contains { $0 < 0 } == true)
            #expect(page["record"]?["namesAll"]?.bool == true)
        }
        #expect(pages[0]["probes"] == pages[1]["probes"])
        let signatures = try #require(pages[0]["record"]?["signatures"]?.array)
        #expect(signatures.count == 2 && signatures.allSatisfy { $0.string?.utf8.count == 64 })
        #expect(pages[0]["record"]?["signed"]?.array?.map(\.int64) == [0, 0, 1, 1])
        #expect(pages[1]["record"]?["signatures"] == [])
    }
}
