import ScenarioKit
import SimulationKit
import Testing

/// What the reader accepts, the world carries out; what it refuses, the world refuses too.
struct AccountLegalityTests {
    private static let verbs = [
        "signUp: 'alice'", "signUp: 'bob'", "updateUser: 'alice'", "deleteUser: 'alice'",
        "createProject: 'alice/a'", "createProject: 'alice/b'", "createProject: 'bob/a'",
        "updateProject: 'alice/a'", "deleteProject: 'alice/a'", "upload: 'alice/a'", "upload: 'bob/a'",
        "pay: 'alice'",
    ]

    @Test func `validity is what the world makes of it, whatever the seed`() throws {
        var draw = RandomStream(state: 11)
        var accepted = 0
        for _ in 0..<3_000 {
            // Signing up first makes it likelier that the rest is possible.
            var steps = ["{ at: '0s', signUp: 'alice' }"]
            for place in 0..<Int(draw.below(5) + 1) {
                steps.append("{ at: '\(place)s', \(Self.verbs[Int(draw.below(UInt64(Self.verbs.count)))]) }")
            }
            let text = """
                { portsim: 1, profile: 'account', users: { alice: {}, bob: {} },
                  timeline: [\(steps.joined(separator: ", "))] }
                """
            let scenario: Scenario
            do throws(ScenarioProblems) {
                scenario = try Samples.read(text)
            } catch {
                #expect(error.diagnostics.count < steps.count)
                continue
            }
            accepted += 1
            for seed in [1, 2, 3] as [UInt64] {
                let other = try Samples.read(text, overrides: ScenarioOverrides(seed: seed))
                var judge = StreamJudge()
                for event in try Samples.events(of: other) { try judge.observe(Observation(event)) }
                try judge.finish()
            }
            #expect(scenario.commands.count == steps.count)
        }
        #expect((300..<2_700).contains(accepted))
    }

    /// Without its last step every shortest invalid timeline is valid, and the world refuses that step.
    @Test func `a step that is refused is one that the world refuses`() throws {
        let before = ["signUp: 'alice'", "createProject: 'alice/a'", "deleteProject: 'alice/a'"]
        for count in 0...before.count {
            for verb in Self.verbs where !verb.contains("bob") {
                let steps = (before.prefix(count) + [verb]).enumerated()
                    .map { "{ at: '\($0.offset)s', \($0.element) }" }
                let text = """
                    { portsim: 1, profile: 'account', users: { alice: {} },
                      timeline: [\(steps.joined(separator: ", "))] }
                    """
                let isValid = Samples.problems(text).isEmpty
                var story = try Self.world(before.prefix(count) + [verb])
                #expect(isValid == story.isCarriedOut, "\(steps)")
            }
        }
    }

    /// A world that is told the steps without having them read.
    private static func world(_ steps: ArraySlice<String>) throws -> Told {
        var world = World(
            seed: 1,
            start: Moment(milliseconds: 1_767_225_600_000),
            account: AccountBehaviour(),
            users: [UserSpecification(name: "alice")]
        )
        for (second, step) in steps.enumerated() {
            let key: UInt64 = step.hasSuffix("/b'") ? 2 : 1
            let verb: AccountVerb? =
                switch step.prefix(while: { $0 != ":" }) {
                case "signUp": .signUp(name: nil, email: nil)
                case "updateUser": .updateUser(name: nil, email: nil, status: nil)
                case "deleteUser": .deleteUser
                case "createProject": .createProject(key, name: nil)
                case "updateProject": .updateProject(key, name: nil, status: nil)
                case "deleteProject": .deleteProject(key)
                case "upload": .upload(project: key, name: nil, sizeBytes: nil)
                case "pay": .pay(.drawn)
                default: nil
                }
            let command = Command(
                at: world.start + Int64(second) * 1_000,
                user: 0,
                .account(try #require(verb))
            )
            try world.submit(command)
        }
        return Told(world: world)
    }

    private struct Told {
        var world: World

        var isCarriedOut: Bool {
            mutating get {
                var events: [Event] = []
                do throws(CommandRefused) {
                    while world.nextMoment != nil { try world.step(into: &events) }
                    return true
                } catch {
                    return false
                }
            }
        }
    }

    @Test func `the ids of a deletion go to the projects first and then to the user`() throws {
        let scenario = try Samples.read(
            """
            { portsim: 1, profile: 'account', users: { alice: {} }, timeline: [
              { at: '0s', signUp: 'alice' }, { at: '1s', createProject: 'alice/a' },
              { at: '2s', createProject: 'alice/b' },
              { at: '3s', deleteUser: 'alice', ids: ['one', null, 'three'], lag: ['1s', '2s', '0s'] }] }
            """
        )
        let events = try Samples.events(of: scenario).suffix(3)
        #expect(events.map(\.identifier) == ["one", nil, "three"])
        #expect(events.map { $0.moment - scenario.start } == [4_000, 5_000, 5_000])
    }

    /// What the tables call the default is the default: written out, it changes nothing.
    @Test(arguments: [
        ("delivery: { headers: 'documented', retryOn: 'any', attempts: 5 }", ""),
        ("provider: { userShape: 'full' }", ""),
        (
            """
            population: { users: 3, paymentFailure: { p: 0.08, reasons: { 'card declined': 5,
              'insufficient funds': 3, 'card expired': 2, 'processor timeout': 1 } },
              update: { p: 0.4, after: '1d' }, delete: { p: 0.1, after: '7d' } }
            """, "population: { users: 3 }"
        ),
    ])
    func `a default written out changes nothing`(keys: String, bare: String) throws {
        func text(_ keys: String) -> String {
            """
            { portsim: 1, profile: 'account', users: { alice: {} }, \(keys)\(keys.isEmpty ? "" : ",")
              timeline: [{ at: '0s', signUp: 'alice' }] }
            """
        }
        let written = try Samples.read(text(keys))
        let left = try Samples.read(text(bare))
        #expect("\(written.delivery)" == "\(left.delivery)")
        #expect(try Samples.bodies(of: written) == Samples.bodies(of: left))
    }
}
