import JSONKit
import WireKit

@testable import ConsumerKit

/// Bodies as the provider's documents show them, written here anew: the sender's code has no part in these
/// tests.
enum Bodies {
    /// An event about an integration, in the first contract unless a grant is given.
    static func integration(
        _ action: String,
        id: String,
        user: String? = "alice",
        grant: String? = nil,
        wallet: String = "w1",
        status: String = "QUEUED",
        second: Int = 0,
        lastSyncedAt: Int = 0
    ) -> String {
        """
        {"id":"\(id)","event":"integration.\(action)","timestamp":"\(time(second))",\
        \(grantMembers(grant))"data":{\(userMember(user))"provider":"binance",\
        "providerPublicName":"Binance","publicAddress":null,\
        "walletId":"\(wallet)","logoUrl":"https://example.com/binance.png","isContract":false,\
        "alias":"Main Trading Account","status":"\(status)","addedOn":1640995200000,\
        "lastSyncedAt":\(lastSyncedAt),"category":"exchange","type":"api","totalTransactions":0}}
        """
    }

    /// An event about a job, such as `transfer_detection` `started`.
    static func job(
        _ job: String,
        _ action: String,
        id: String,
        user: String? = "alice",
        grant: String? = nil,
        status: String? = nil,
        second: Int
    ) -> String {
        let label = job == "costbasis" ? "ACCOUNT_MANAGER" : "DETECT_TRANSFER"
        return """
            {"id":"\(id)","event":"\(job).\(action)","timestamp":"\(time(second))",\
            \(grantMembers(grant))"data":{\(userMember(user))"action":"\(label)","status":"\(status ?? action)","reason":null,\
            "timestamp":\(1_771_610_947_000 + 1_000 * second)}}
            """
    }

    /// A time in the hour of the documents' examples.
    static func time(_ second: Int) -> String {
        let minute = second / 60 % 60
        return "2026-02-20T18:\(twoDigits(minute)):\(twoDigits(second % 60)).962Z"
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func userMember(_ user: String?) -> String {
        user.map { "\"uid\":\"\($0)\"," } ?? ""
    }

    private static func grantMembers(_ grant: String?) -> String {
        grant.map { "\"grant_id\":\"\($0)\",\"workspace_id\":null," } ?? ""
    }
}

/// A seeded generator (SplitMix64), so that a failure can be seen again.
struct Draws {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A number from 0 to below the bound.
    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(bound))
    }

    /// The elements in an order drawn anew.
    mutating func permuted<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for place in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(place, next(below: place + 1))
        }
        return elements
    }
}

extension ConsumerState {
    /// Takes a text as a body.
    @discardableResult
    mutating func take(text: String) throws(DeliveryRefusal) -> DeliveryOutcome {
        try take(Array(text.utf8)).1
    }

    /// Takes an event that was read already.
    mutating func take(_ event: SignedEvent) throws(DeliveryRefusal) -> DeliveryOutcome {
        try take(event, marked: IdentifierWindow.Mark(event.identifier), HTTPFields())
    }

    /// The probe's answer as text.
    var probeText: String { String(decoding: beliefs.probe, as: UTF8.self) }
}
