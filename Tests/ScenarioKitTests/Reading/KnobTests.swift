import ContractKit
import DeliveryKit
import ScenarioKit
import SimulationKit
import Testing

/// Every key of the format turns something.
struct KnobTests {
    /// All that a scenario makes happen, as text; or what it is refused with.
    private func effect(_ text: String) throws -> String {
        let scenario: Scenario
        do throws(ScenarioProblems) {
            scenario = try Samples.read(text)
        } catch {
            return error.text
        }
        var parts = [
            scenario.name, scenario.profile.name, "\(scenario.seed)", "\(scenario.start)",
            "\(scenario.speed)",
            "\(scenario.users)", "\(scenario.delivery)", "\(scenario.allowsInsecure)",
            "\(scenario.expectations)", "\(scenario.faults)",
            "\(scenario.thresholds)", "\(scenario.probe.debugDescription)",
        ]
        for webhook in scenario.webhooks {
            parts += [
                webhook.name, webhook.url?.text ?? "-", webhook.secret ?? "-", "\(webhook.subscription)",
                webhook.summary ?? "-", "\(webhook.isActive)", webhook.previousSecret ?? "-",
                "\(webhook.limits)",
            ]
        }
        for step in scenario.webhookSteps {
            parts.append("\(step)")
            if case .rotate(let secret?) = step.change { parts.append(secret) }
        }
        // What the reasons of failed syncs are shows in no body of the first profile.
        if let reasons = scenario.population?.behaviour.syncFailureReasons {
            parts.append("\(reasons.options)")
        }
        parts += try Samples.bodies(of: scenario, max: 200)
        return parts.joined(separator: "\n")
    }

    @Test(arguments: Knob.all)
    func `another value makes a difference`(_ knob: Knob) throws {
        let first = knob.template.replacing("@", with: knob.first)
        let second = knob.template.replacing("@", with: knob.second)

        #expect(Samples.problems(first) == "")
        #expect(try effect(first) != effect(second))
    }

    @Test func `there is a case for every key of the tables`() {
        let paths = Self.paths(of: .object(.scenario), below: "")
        let tried = Set(Knob.all.map(\.path))

        #expect(paths.count > 90)
        #expect(paths.filter { !tried.contains($0) } == [])
        #expect(tried.subtracting(paths) == [])
    }

    /// The paths of all keys that a kind of value may hold.
    private static func paths(of kind: FieldKind, below path: String) -> [String] {
        switch kind {
        case .object(let shape):
            let own = shape.fields.flatMap { paths(of: $0, below: path) }
            let variants = shape.variants.flatMap { variant in
                paths(of: variant.discriminator, below: path)
                    + variant.fields.flatMap { paths(of: $0, below: path + variant.label + ".") }
            }
            return own + variants
        case .list(let element, _): return paths(of: element, below: path)
        case .map(_, let value, _): return paths(of: value, below: path)
        case .oneOf(let kinds): return kinds.flatMap { paths(of: $0, below: path) }
        case .version, .text, .secret, .name, .identifier, .url, .flag, .integer, .seed, .decimal, .duration,
            .rate, .moment, .speed, .profile, .eventName, .subscription, .choice, .reference, .data, .no,
            .null, .number, .anything, .limit, .pointer, .template, .digest:
            return []
        }
    }

    private static func paths(of field: Field, below path: String) -> [String] {
        [path + field.key] + paths(of: field.kind, below: path + field.key + ".")
    }
}
