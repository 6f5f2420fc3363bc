import JSONKit
import ScenarioKit
import SimulationKit
import Testing
import TestSupport

/// Seeded mutations of scenario files: nothing crashes, and what is accepted runs by the provider's rules.
struct ScenarioFuzzTests {
    private static let corpus: [[UInt8]] =
        FileTree.names(in: Repository.path("Scenarios")).filter { $0.hasSuffix(".json5") }.sorted()
        .map { FileTree.read(Repository.path("Scenarios/\($0)")) }
        + Knob.all.map { Array($0.template.replacing("@", with: $0.second).utf8) }

    /// Pieces of the language that mutations are made of.
    private static let pieces: [[UInt8]] = [
        "'36500d'", "'0s'", "'1ms'", "-1", "0", "1", "1e999", "NaN", "Infinity", "9007199254740991", "null",
        "true",
        "false", "{}", "[]", "''", "'*'", "'1d'", "'2h'", "'5s'", "'kraken'", "'active'", "'any'", "0.5", "2",
        "7",
        "'csv'", "['*']", "['x', null]", "{ takes: '1s' }", "{ fails: 'x' }", "{ p: 1 }", "'alice'",
        "'alice/main'", "'alice/'", "'/'", "'${X}'", "'${X:-y}'", "'$${X}'", "'one.base.json5'",
        "'two.base.json5'", "every", "times", "until",
        "emit", "data", "extends", "'1h'", "3", "connect",
        "remove",
        "resync", "recalculate", "sync", "ids", "lag", "at", "users", "count", "never", "order", "p", "after",
        "fails",
        "'integration.created'", "'csv'", "'9999-12-31T23:59:59.999Z'", "'é'", "\u{1F600}", "\\", "'", ",",
        ":",
    ].map { Array($0.utf8) }

    private static func mutant(_ choices: inout RandomStream) -> [UInt8] {
        var bytes = corpus[below(corpus.count, &choices)]
        if below(2, &choices) == 0 {
            swapValue(in: &bytes, &choices)
        } else {
            for _ in 0...below(3, &choices) { damage(&bytes, &choices) }
        }
        return bytes
    }

    /// Puts one value in the place of another of the same kind: what most often is a scenario still.
    private static func swapValue(in bytes: inout [UInt8], _ choices: inout RandomStream) {
        guard let range = value(in: bytes, from: below(bytes.count, &choices)) else { return }
        let text = bytes[range].drop { $0 == 0x20 }
        let alike = pieces.filter { kind($0.first) == kind(text.first) }
        guard !alike.isEmpty else { return }
        bytes.replaceSubrange(range, with: alike[below(alike.count, &choices)])
    }

    /// Removes, adds or replaces bytes anywhere.
    private static func damage(_ bytes: inout [UInt8], _ choices: inout RandomStream) {
        let place = below(bytes.count + 1, &choices)
        switch below(4, &choices) {
        case 0: bytes.removeSubrange(place..<min(bytes.count, place + below(8, &choices)))
        case 1: bytes.insert(contentsOf: pieces[below(pieces.count, &choices)], at: place)
        case 2:
            guard let range = value(in: bytes, from: place) else { return }
            bytes.replaceSubrange(range, with: pieces[below(pieces.count, &choices)])
        default: if place < bytes.count { bytes[place] = UInt8(below(256, &choices)) }
        }
    }

    private static func below(_ bound: Int, _ choices: inout RandomStream) -> Int {
        Int(choices.below(UInt64(max(1, bound))))
    }

    /// Tells texts, numbers, words and brackets apart by how they begin.
    private static func kind(_ byte: UInt8?) -> Int {
        switch byte {
        case UInt8(ascii: "'"): 0
        case UInt8(ascii: "{"): 1
        case UInt8(ascii: "["): 2
        case UInt8(ascii: "t"), UInt8(ascii: "f"): 3
        default: 4
        }
    }

    /// The bytes between a colon and the next comma or bracket.
    private static func value(in bytes: [UInt8], from place: Int) -> Range<Int>? {
        guard let colon = bytes[place...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let ends = Array(",}]\n".utf8)
        guard let end = bytes[(colon + 1)...].firstIndex(where: { ends.contains($0) }) else { return nil }
        return (colon + 1)..<end
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `a mutated scenario is refused in its place or runs lawfully`(seed: UInt64) throws {
        var choices = RandomStream(seed: seed, user: 0, purpose: .life)
        var acceptedCount = 0
        for _ in 0..<200 {
            let bytes = Self.mutant(&choices)
            let source = SourceText(name: "mutant.json5", bytes: bytes)
            do throws(ScenarioProblems) {
                let surroundings = Composed(files: Samples.bases, environment: ["X": "alice"]).surroundings
                let scenario = try ScenarioReader.read(source, surroundings: surroundings)
                acceptedCount += 1
                runs(scenario, bytes)
            } catch {
                #expect(!error.diagnostics.isEmpty)
                #expect(error.diagnostics.allSatisfy { $0.range.upper <= bytes.count }, "\(bytes)")
                #expect(error.text.contains(": error: "), "\(bytes)")
            }
        }
        #expect(acceptedCount > 8, "nearly all mutants are refused, so the test would show little")
    }

    /// Words of paths and pieces of values, as somebody may type them after `--set`.
    private static func assignment(_ choices: inout RandomStream) -> String {
        let words = [
            "portsim", "seed", "name", "users", "alice", "integrations", "main", "webhooks", "0", "1",
            "timeline",
            "delivery", "provider", "settle", "secret", "at", "", "\\", "\\.", "é", "population", "extends",
        ]
        let keys = (0...below(4, &choices)).map { _ in words[below(words.count, &choices)] }
        let value = String(decoding: pieces[below(pieces.count, &choices)], as: UTF8.self)
        return keys.joined(separator: ".") + (below(20, &choices) == 0 ? "" : "=") + value
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `mutated bases, variables and assignments are refused in their place or run lawfully`(
        seed: UInt64
    ) throws {
        var choices = RandomStream(seed: seed, user: 1, purpose: .life)
        var acceptedCount = 0
        for _ in 0..<200 {
            let whole = Self.mutant(&choices)
            let untouched = Self.corpus[Self.below(Self.corpus.count, &choices)]
            let bytes = Self.below(3, &choices) == 0 ? Self.mutant(&choices) : untouched
            let base = String(decoding: bytes, as: UTF8.self)
            let deeper = Self.below(3, &choices) == 0 ? base : Samples.small
            var composed = Composed(files: ["one.base.json5": base, "two.base.json5": deeper])
            composed.environment = ["X": String(decoding: whole.prefix(9), as: UTF8.self)]
            composed.assignments = (0..<Self.below(2, &choices)).map { _ in Self.assignment(&choices) }
            let isWhole = Self.below(2, &choices) == 0
            let text = "{ portsim: 1, extends: 'one.base.json5', provider: { settle: '1s' } }"
            let source = SourceText(name: "mutant.json5", bytes: isWhole ? whole : Array(text.utf8))
            do throws(ScenarioProblems) {
                let scenario = try ScenarioReader.read(source, surroundings: composed.surroundings)
                acceptedCount += 1
                runs(scenario, source.bytes)
            } catch {
                #expect(!error.diagnostics.isEmpty)
                #expect(error.diagnostics.allSatisfy { $0.range.upper <= error.source.bytes.count })
                #expect(error.text.contains(": error: "))
            }
        }
        #expect(acceptedCount > 8, "nearly all mutants are refused, so the test would show little")
    }

    private func runs(_ scenario: Scenario, _ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        do {
            var world = try scenario.world()
            var judge = StreamJudge(
                profile: scenario.profile,
                announcesProgress: scenario.announcesProgress
            )
            var events: [Event] = []
            var count = 0
            while world.nextMoment != nil, count < 300 {
                events.removeAll(keepingCapacity: true)
                try world.step(into: &events)
                for event in events {
                    try judge.observe(Observation(event))
                    #expect(event.moment >= .earliest && event.moment <= .latest, "\(text)")
                }
                count += 1
            }
        } catch {
            Issue.record("\(error)\n\(text)")
        }
    }

    @Test func `every beginning of a scenario is refused in a place inside it`() {
        let bytes = Array(Samples.small.utf8)
        let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? bytes.count
        for count in 0...end {
            let source = SourceText(name: "part.json5", bytes: Array(bytes[..<count]))
            #expect(throws: ScenarioProblems.self) { try ScenarioReader.read(source) }
        }
    }
}
