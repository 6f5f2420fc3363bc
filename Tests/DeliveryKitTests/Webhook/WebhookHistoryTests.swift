import DeliveryKit
import SimulationKit
import Testing
import WireKit

@Suite struct WebhookHistoryTests {
    static func history(
        isActive: Bool = true,
        _ changes: [(Int64, WebhookOperation.Change)]
    ) throws -> WebhookHistory {
        var history = WebhookHistory(try .sample(isActive: isActive))
        for (offset, change) in changes { history.append(change, at: .sampleStart + offset) }
        return history
    }

    @Test func `the version of a moment is the last that began by then`() throws {
        let history = try Self.history([(10, .disable), (10, .enable), (20, .disable), (30, .delete)])
        let places = [-1, 0, 9, 10, 11, 19, 20, 29, 30, 31].map { history.place(at: .sampleStart + $0) }
        #expect(places == [0, 0, 0, 2, 2, 2, 3, 3, 4, 4])
    }

    @Test func `an attempt opens at its moment, at the enabling, at the deletion or never`() throws {
        let history = try Self.history([
            (10, .disable), (20, .enable), (20, .disable), (30, .enable), (40, .disable), (50, .delete),
        ])
        func opening(_ offset: Int64) -> WebhookHistory.Opening {
            history.opening(notBefore: .sampleStart + offset)
        }
        #expect(opening(9) == .at(.sampleStart + 9))
        #expect([10, 19, 20, 29].map(opening) == Array(repeating: .at(.sampleStart + 30), count: 4))
        #expect(opening(39) == .at(.sampleStart + 39))
        #expect([40, 50, 60].map(opening) == Array(repeating: .cancelled(.sampleStart + 50), count: 3))
        let asleep = try Self.history(isActive: false, [(10, .rotate(WebhookStory.keys[1]))])
        #expect(asleep.opening(notBefore: .sampleStart) == .never)
    }

    @Test func `what is appended later changes nothing before it`() throws {
        var history = try Self.history([(10, .disable), (20, .enable)])
        let before = (0...25).map { history.opening(notBefore: .sampleStart + Int64($0)) }
        history.append(.delete, at: .sampleStart + 30)
        #expect((0...25).map { history.opening(notBefore: .sampleStart + Int64($0)) } == before)
        #expect(history.opening(notBefore: .sampleStart + 30) == .cancelled(.sampleStart + 30))
    }

    @Test func `the key before is that of before the last rotation, or the one that the webhook names`()
        throws
    {
        let history = try Self.history([
            (1, .rotate(WebhookStory.keys[1])), (2, .disable), (3, .rotate(WebhookStory.keys[0])),
        ])
        let before = (0...3).map { history.key(before: $0)?.fingerprint }
        let first = history.versions[0].key.fingerprint
        #expect(before == [nil, first, first, WebhookStory.keys[1].fingerprint])
        let named = Webhook(
            name: "w",
            url: try WebhookURL("http://127.0.0.1:9/"),
            secret: "whsec_now",
            previousSecret: "whsec_before"
        )
        let key = WebhookHistory(named).key(before: 0)
        #expect(key?.fingerprint == Signature.key(secret: "whsec_before").fingerprint)
    }

    @Test func `rotation and editing leave the standing, and an edit leaves what it does not name`() throws {
        let url = try WebhookURL("https://b.example/")
        let history = try Self.history(
            isActive: false,
            [
                (1, .edit(url: url, subscription: nil)), (2, .rotate(WebhookStory.keys[1])),
                (3, .edit(url: nil, subscription: .only([.costBasisFailed]))), (4, .enable),
            ]
        )
        let versions = history.versions
        #expect(versions.map(\.standing) == [.disabled, .disabled, .disabled, .disabled, .active])
        #expect(versions.map { $0.url == url } == [false, true, true, true, true])
        #expect(
            versions.map(\.subscription) == [.all, .all, .all, .only([.costBasisFailed])] + [
                versions[3].subscription
            ]
        )
        let prints = versions.map(\.key.fingerprint)
        #expect(prints == [0, 0, 1, 1, 1].map { WebhookStory.keys[$0].fingerprint })
        #expect(versions.map { $0.takes(.costBasisFailed) } == [false, false, false, false, true])
        #expect(!history.latest.takes(.costBasisStarted))
    }

    @Test func `operations come in order and end with the deletion`() async {
        await #expect(processExitsWith: .failure) {
            _ = try WebhookHistoryTests.history([(10, .disable), (9, .enable)])
        }
        await #expect(processExitsWith: .failure) {
            _ = try WebhookHistoryTests.history([(10, .delete), (11, .enable)])
        }
    }
}
