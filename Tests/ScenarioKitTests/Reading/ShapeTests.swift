import ContractKit
import JSONKit
import ScenarioKit
import SimulationKit
import Testing

/// The tables of keys, which documentation and schemas are made from.
struct ShapeTests {
    /// Every shape that can be reached from a scenario, each once by name.
    private static let shapes: [Shape] = {
        var found: [Shape] = []
        func visit(_ kind: FieldKind) {
            switch kind {
            case .object(let shape):
                found.append(shape)
                for field in shape.allFields { visit(field.kind) }
            case .list(let element, _): visit(element)
            case .map(_, let value, _): visit(value)
            case .oneOf(let kinds): kinds.forEach(visit)
            default: break
            }
        }
        visit(.object(.scenario))
        return found
    }()

    @Test func `every row says in a sentence what it is for`() {
        for shape in Self.shapes {
            for field in shape.allFields {
                let place = "'\(field.key)' of \(shape.name)"
                #expect(field.summary.hasSuffix("."), "\(place)")
                #expect(field.summary.count <= 150, "\(place)")
                #expect(field.summary.first?.isUppercase ?? false, "\(place)")
                #expect(!field.kind.words.isEmpty, "\(place)")
            }
            #expect(shape.summary.hasSuffix("."), "\(shape.name)")
        }
        #expect(Self.shapes.count > 20)
    }

    @Test func `no key stands twice in what one object may hold`() {
        for shape in Self.shapes {
            let sets = shape.variants.isEmpty ? [shape.fields] : shape.variants.map(\.allFields)
            for fields in sets {
                #expect(Set(fields.map(\.key)).count == fields.count, "\(shape.name)")
            }
        }
    }

    /// What the tables call the default is the default: written out, it changes nothing.
    @Test(arguments: [
        "clock: { start: '2026-01-01T00:00:00Z', speed: 'instant' }",
        "profile: 'kryptos-v1', seed: 1, name: 'demo'",
        "webhooks: [{ name: 'webhook-1', events: ['*'], active: true }]",
        "delivery: { attempts: 3, backoff: { base: '1s', factor: 2, jitter: 0.1 }, timeout: '10s' }",
        "provider: { progress: true, settle: '2s' }",
        "delivery: { retryOn: 'listed', ordering: 'strict', concurrency: 32, allowInsecure: false }",
        """
        population: {
          users: 3, arrival: { over: '1h' }, integrationsPerUser: { dist: 'geometric', mean: 2.4, min: 1, max: 12 },
          providers: { binance: 5, coinbase: 3, ethereum: 6, solana: 2 },
          queued: { dist: 'exponential', mean: '800ms' },
          takes: { dist: 'lognormal', median: '3s', sigma: 0.8, max: '60s' },
          transactions: { dist: 'lognormal', median: 300, sigma: 1.2, max: 100000 },
          syncFailure: { p: 0.06, reasons: { 'invalid api key': 4, 'rate limited by exchange': 3, timeout: 1 } },
          resync: { p: 0.5, after: { dist: 'uniform', min: '5m', max: '2h' } }, rename: { p: 0.1, after: '1h' }, remove: { p: 0.05, after: '1d' },
          recalculation: {
            settle: '2s', transferDetection: { dist: 'lognormal', median: '8s', sigma: 0.5 },
            costBasis: { dist: 'lognormal', median: '20s', sigma: 0.8 }, failure: { p: 0.01 },
          },
        }
        """,
        "expect: [{ accepted: 'all', severity: 'must', allowEmpty: false, allowPending: false }]",
    ])
    func `a default written out changes nothing`(keys: String) throws {
        let bare =
            keys.hasPrefix("population")
            ? "population: { users: 3 }"
            : keys.hasPrefix("webhooks")
                ? "webhooks: [{}]"
                : keys.hasPrefix("expect") ? "expect: [{ accepted: 'all' }]" : "users: {}"
        let timeline = "timeline: [{ at: '0s', recalculate: 'alice' }]"
        func text(_ keys: String) -> String {
            let users = keys == "users: {}" ? "" : "\(keys), "
            return "{ portsim: 1, \(users)users: { alice: {} }, \(timeline) }"
        }
        let written = try Samples.read(text(keys))
        let left = try Samples.read(text(bare))

        #expect(written.name == left.name)
        #expect(written.profile.name == left.profile.name)
        #expect(written.seed == left.seed)
        #expect(written.start == left.start)
        #expect(written.speed == left.speed)
        #expect("\(written.delivery)" == "\(left.delivery)")
        #expect(written.allowsInsecure == left.allowsInsecure)
        #expect(written.webhooks.map(\.subscription) == left.webhooks.map(\.subscription))
        #expect(written.webhooks.map(\.name) == left.webhooks.map(\.name))
        #expect(written.webhooks.map(\.isActive) == left.webhooks.map(\.isActive))
        #expect(written.expectations.map(\.kind) == left.expectations.map(\.kind))
        #expect(try Samples.bodies(of: written) == Samples.bodies(of: left))
    }
}
