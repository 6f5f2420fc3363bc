import JSONKit
import ScenarioKit
import TestSupport
import Testing

/// The schema and the reader agree, as far as a schema can say what the reader knows.
@Suite struct ScenarioSchemaTests {
    /// Files that are whole scenarios, by their path below the root.
    private static let files: [String] = ["Scenarios", "Tests/ScenarioKitTests/Documents"].flatMap { folder in
        FileTree.names(in: Repository.path(folder)).filter { $0.hasSuffix(".json5") }.map {
            "\(folder)/\($0)"
        }
    }

    @Test func `every scenario of the library and of the documents is valid`() throws {
        let problems = try SchemaCheck.problems(Self.files.map { FileTree.text(Repository.path($0)) })
        for (file, problem) in zip(Self.files, problems) { #expect(problem == "", "\(file)") }
        #expect(Self.files.count > 10)
    }

    @Test func `what every knob may be is valid`() throws {
        let texts = Knob.all.flatMap { knob in
            [knob.first, knob.second].map { knob.template.replacing("@", with: $0) }
        }.filter { Samples.problems($0) == "" }
        for (text, problem) in zip(texts, try SchemaCheck.problems(texts)) {
            #expect(problem == "", "\(text)")
        }
        #expect(texts.count > 180)
    }

    @Test func `what the reader refuses the schema refuses too, but for what is beyond shapes`() throws {
        let cases = DiagnosticCase.files.flatMap { file in
            DiagnosticCase.cases(file).map { (title: "\(file)/\($0.title)", example: $0) }
        }
        let problems = try SchemaCheck.problems(cases.map(\.example.scenario))
        let beyond = Set(BeyondShape.all.flatMap(\.cases))
        for (item, problem) in zip(cases, problems) {
            // What is no JSON5 has no shape.
            guard let problem else { continue }
            #expect((problem == "") == beyond.contains(item.title), "\(item.title): \(problem)")
        }
        #expect(beyond.subtracting(cases.map(\.title)) == [])
    }

    @Test(arguments: BeyondShape.all.map(\.name))
    func `what is beyond shapes is so by a rule`(name: String) throws {
        let rule = try #require(BeyondShape.all.first { $0.name == name })
        let cases = DiagnosticCase.files.flatMap { file in
            DiagnosticCase.cases(file).filter { rule.cases.contains("\(file)/\($0.title)") }
        }
        #expect(cases.count == rule.cases.count)
        for item in cases {
            let first = item.expected.split(separator: "\n").first ?? ""
            #expect(rule.messages.contains { first.contains($0) }, "\(item.title): \(first)")
        }
    }

    @Test func `a variable may stand in any text`() throws {
        let text = """
            {
              portsim: 1, name: '${A}', profile: 'kryptos-v1', clock: { start: '${DAY}T00:00:00Z', speed: '${B:-1}x' },
              webhooks: [{ url: '${CONSUMER_URL:-http://127.0.0.1:8080}/webhooks', secret: '${WEBHOOK_SECRET}', events: ['${E}.failed'] }],
              users: { alice: { uid: '${UID}', integrations: { main: { provider: '${P:-binance}', type: '${T}' } } } },
              timeline: [{ at: '${N}s', connect: '${WHO}/main', ids: ['whd_${ID}'], sync: { takes: '${S}' } }],
              expect: [{ order: ['${X}', 'costbasis.started'], per: '${PER}' }],
            }
            """
        #expect(try SchemaCheck.problems([text, text.replacing("${B:-1}x", with: "${ B }")]).first == "")
        #expect(try SchemaCheck.problems([text.replacing("${B:-1}x", with: "${ B }")]).first != "")
    }

    @Test func `a file that extends another says a part, and a part of an object too`() throws {
        let file = { (rest: String) in "{ portsim: 1, extends: './shared/all.base.json5', \(rest) }" }
        let good = [
            "", "name: 'another', seed: 7", "profile: 'account', timeline: [{ at: '0s', signUp: 'alice' }]",
            "users: { alice: { integrations: { main: { alias: 'Mine' } } } }",
            "population: { takes: { max: '5s' } }", "population: { takes: { dist: 'uniform', min: '1s' } }",
            "population: { resync: { p: 0 }, arrival: { phases: [{ for: '1m', rate: '1/s' }] } }",
            "delivery: { backoff: { factor: 3 } }", "provider: { emissionLag: { sigma: 0.5 } }",
        ]
        let bad = [
            "sed: 7", "users: { alice: { integrations: { main: { alas: 'Mine' } } } }",
            "population: { takes: { max: 5 } }", "population: { takes: { mx: '5s' } }",
            "population: { takes: { dist: 'uniform', mean: '1s' } }",
            "timeline: [{ connect: 'alice/main' }]", "population: { arrival: { phases: [{ for: '1m' }] } }",
            "expect: [{ never: { event: 'costbasis.faild' } }]", "extends: 5",
        ]
        let problems = try SchemaCheck.problems((good + bad).map(file))
        for (text, problem) in zip(good, problems) { #expect(problem == "", "\(text)") }
        for (text, problem) in zip(bad, problems.dropFirst(good.count)) { #expect(problem != "", "\(text)") }
    }

    @Test func `a variable may say which kind something is of`() throws {
        let text = "{ portsim: 1, population: { users: 1, takes: { dist: @, mean: '1s' } } }"
        let kinds = ["'${D}'", "'${D:-exponential}'", "'${ D }'", "'exponental'", "5"]
        let problems = try SchemaCheck.problems(kinds.map { text.replacing("@", with: $0) })
        #expect(problems.map { $0 == "" } == [true, true, false, false, false])
    }

    @Test func `the keys of another profile, of a variable one and of none are told apart`() throws {
        let event = { (profile: String, event: String) in
            "{ portsim: 1, \(profile) expect: [{ never: { event: '\(event)' } }], population: { users: 1 } }"
        }
        let problems = try SchemaCheck.problems([
            event("", "costbasis.failed"), event("profile: 'kryptos-v2',", "costbasis.failed"),
            event("profile: '${P}',", "costbasis.failed"), event("profile: '${P}',", "costbasis.faild"),
            event("profile: 'kryptos-9',", "costbasis.failed"),
        ])
        #expect(problems.map { $0 == "" } == [true, true, true, false, false])
    }

    @Test func `every key is described, and its default is there`() throws {
        let text = String(decoding: ScenarioSchema.bytes, as: UTF8.self)
        func visit(_ kind: FieldKind) {
            switch kind {
            case .object(let shape):
                for field in shape.allFields {
                    #expect(text.contains(field.summary), "\(field.key) of \(shape.name)")
                    visit(field.kind)
                }
            case .list(let element, _): visit(element)
            case .map(_, let value, _): visit(value)
            case .oneOf(let kinds): kinds.forEach(visit)
            default: break
            }
        }
        visit(.object(.scenario))
        let schema = ScenarioSchema.value
        func value(_ pointer: String) throws -> JSONValue? { try JSONPointer(pointer).evaluate(in: schema) }
        #expect(try value("/$defs/delivery/properties/attempts/default") == 3)
        #expect(try value("/$defs/delivery/properties/timeout/default") == "10s")
        #expect(try value("/$defs/population/properties/providers/default/ethereum") == 6)
        let name = try value("/$defs/scenario/properties/name/description")
        #expect(name == "What reports call the scenario. Default: the name of the file.")
    }

    @Test func `it is one text, in a fixed order`() {
        let bytes = ScenarioSchema.bytes
        #expect(bytes == ScenarioSchema.bytes)
        #expect(bytes.last == UInt8(ascii: "\n") && bytes.first == UInt8(ascii: "{"))
    }
}
