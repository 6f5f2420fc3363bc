import JSONKit
import SimulationKit
import TestSupport
import Testing

/// One way in which a scenario of the library comes to nothing, and the expectation that must notice.
struct LibraryDamage: Sendable, CustomTestStringConvertible {
    /// What is damaged.
    enum Kind: Sendable {
        /// The consumer.
        case consumer(Flaw)
        /// The story: its faults are left out.
        case noFaults
        /// The story: a text of the file is another one.
        case replaced(String, by: String)
    }

    /// The scenario, by the name of its file without the ending.
    let scenario: String
    let kind: Kind
    /// The name of the expectation that fails, or what stands for one without a name.
    let noticed: String

    private init(_ scenario: String, _ kind: Kind, noticed: String) {
        self.scenario = scenario
        self.kind = kind
        self.noticed = noticed
    }

    var testDescription: String { "\(scenario): \(noticed)" }

    /// What an expectation is called that has no name.
    static let accepted = "every delivery is accepted"

    static let all: [LibraryDamage] = firstSteps + contracts + webhooks + crowds + deliveries + strangers

    private static let firstSteps = [
        LibraryDamage(
            "first-connection",
            .consumer(.ignores("costbasis.completed")),
            noticed: "the portfolio is computed"
        ),
        LibraryDamage(
            "several-integrations",
            .consumer(.mistakes("walletId")),
            noticed: "each wallet has a status of its own"
        ),
        LibraryDamage(
            "several-integrations",
            .consumer(.mistakes("uid")),
            noticed: "bob is not mistaken for alice"
        ),
        LibraryDamage(
            "rename-resync-remove",
            .consumer(.ignores("integration.deleted")),
            noticed: "what was removed is gone"
        ),
        LibraryDamage(
            "failed-sync-and-recovery",
            .consumer(.ignores("integration.failed")),
            noticed: "carol is not"
        ),
    ]

    private static let contracts = [
        LibraryDamage(
            "transfer-detection-fails",
            .consumer(.ignores("transfer_detection.failed")),
            noticed: "bob does not"
        ),
        LibraryDamage(
            "cost-basis-fails",
            .replaced(", fails: 'missing price history'", by: ""),
            noticed: "the first fails in cost basis"
        ),
        LibraryDamage(
            "trigger-during-a-chain",
            .replaced("at: '20s', recalculate", by: "at: '20m', recalculate"),
            noticed: "exactly one more chain"
        ),
        LibraryDamage(
            "account-signup-to-deletion",
            .consumer(.ignores("user.deleted")),
            noticed: "alice is forgotten"
        ),
        LibraryDamage(
            "account-payments",
            .consumer(.ignores("user.deleted")),
            noticed: "dave is forgotten"
        ),
        LibraryDamage(
            "v2-grants-and-removal",
            .consumer(.refuses { body, _ in body["data"]?["status"] == "DELETING" }),
            noticed: accepted
        ),
        LibraryDamage(
            "v2-suspend-resume",
            .consumer(.refuses { body, _ in body["data"]?["status"] == "INACTIVE" }),
            noticed: accepted
        ),
    ]

    private static let webhooks = [
        LibraryDamage(
            "many-webhooks-with-filters",
            .replaced("['costbasis.completed', 'costbasis.failed']", by: "['*']"),
            noticed: "the ledger of the ends of cost basis"
        ),
        // Of the two secrets it is told the old one alone.
        LibraryDamage(
            "secret-rotation",
            .consumer(.none),
            noticed: "every attempt is signed with the secret of its moment"
        ),
        LibraryDamage(
            "webhook-disabled-for-an-hour",
            .replaced("{ at: '70m', enable: 'main' },", by: ""),
            noticed: "all that is delivered is accepted, the late one too"
        ),
        LibraryDamage(
            "v1-to-v2-in-mid-run",
            .consumer(.refuses { body, _ in body["data"]?["uid"] == nil }),
            noticed: "both contracts are accepted"
        ),
        LibraryDamage(
            "v1-to-v2-in-mid-run",
            .noFaults,
            noticed: "later on a grant stands for the user"
        ),
    ]

    private static let crowds = [
        LibraryDamage(
            "small-population",
            .replaced("syncFailure: { p: 0.1,", by: "syncFailure: { p: 0,"),
            noticed: "some syncs fail"
        ),
        LibraryDamage(
            "monday-wave",
            .replaced("users: 300,", by: "users: 20,"),
            noticed: "nobody is lost in the wave"
        ),
        LibraryDamage(
            "realistic-day",
            .replaced("users: 300,", by: "users: 20,"),
            noticed: "everybody connects something"
        ),
        LibraryDamage(
            "limit-change-resyncs-a-hundred",
            .replaced("resync: { p: 1,", by: "resync: { p: 0,"),
            noticed: "each of them is synced twice"
        ),
        LibraryDamage(
            "giant-wallet",
            .consumer(
                .refuses { body, _ in (body["data"]?["totalTransactions"]?.int64 ?? 0) > Int64(Int32.max) }
            ),
            noticed: accepted
        ),
    ]

    private static let deliveries = [
        LibraryDamage(
            "lost-acknowledgement",
            .consumer(.countsEveryArrival),
            noticed: "nothing is taken twice"
        ),
        LibraryDamage("lost-acknowledgement", .noFaults, noticed: "the announcement goes out twice"),
        LibraryDamage(
            "duplicate-burst-after-an-outage",
            .consumer(.countsEveryArrival),
            noticed: "each id is taken once"
        ),
        LibraryDamage("duplicate-burst-after-an-outage", .noFaults, noticed: "updates come three times"),
        LibraryDamage("retry-storm", .replaced("attempts: 8,", by: "attempts: 3,"), noticed: accepted),
        LibraryDamage("retry-storm", .noFaults, noticed: "the storm is one"),
        LibraryDamage(
            "five-attempt-ladder",
            .replaced(
                "  faults: [",
                by: "  delivery: { schedule: ['0s', '30s', '5m', '30m'] },\n  faults: ["
            ),
            noticed: accepted
        ),
        LibraryDamage(
            "five-attempt-ladder",
            .consumer(.countsEveryArrival),
            noticed: "all is taken once"
        ),
        LibraryDamage(
            "dropped-and-reconciled",
            .consumer(.knowsOnlyWhatWasConnected),
            noticed: "all that is sent is accepted"
        ),
        LibraryDamage("dropped-and-reconciled", .noFaults, noticed: "nobody hears that bob connected"),
        LibraryDamage(
            "started-after-completed",
            .consumer(.believesTheLast),
            noticed: "the late beginning of detection changes nothing"
        ),
        LibraryDamage("started-after-completed", .noFaults, noticed: "detection ends before it begins"),
        LibraryDamage(
            "one-user-gets-stuck",
            .consumer(.countsEveryArrival),
            noticed: "each event is taken once"
        ),
        LibraryDamage("one-user-gets-stuck", .noFaults, noticed: "each of his takes three attempts"),
        LibraryDamage(
            "unknown-events-and-fields",
            .consumer(
                .refuses { body, _ in
                    !EventType.allCases.contains { .string($0.name) == body["event"] }
                }
            ),
            noticed: accepted
        ),
        LibraryDamage(
            "unknown-events-and-fields",
            .noFaults,
            noticed: "two of them nobody has documented"
        ),
    ]

    private static let strangers = [
        LibraryDamage(
            "forged-deliveries",
            .consumer(.believesAnybody),
            noticed: "nothing else is taken"
        ),
        LibraryDamage("stale-replay", .consumer(.believesTheLast), noticed: "the failure stands"),
        LibraryDamage("stale-replay", .noFaults, noticed: "the announcement comes after the failure"),
        LibraryDamage(
            "clock-runs-ahead",
            .consumer(
                .refuses { body, request in
                    // Times of one form compare as texts do.
                    (body["timestamp"]?.string ?? "") > (request.field("X-Webhook-Timestamp") ?? "")
                }
            ),
            noticed: "what comes from the future is accepted too"
        ),
        LibraryDamage("clock-runs-ahead", .noFaults, noticed: "the failure is twenty minutes early"),
    ]
}
