/// What a scenario says of a user before anything happens to it.
package struct UserSpecification: Sendable {
    /// The name in the scenario; the user's random streams hang on it, not on its place.
    package let name: String
    /// The `uid` in payloads; derived from seed and name where the scenario gives none.
    package let uid: String?
    /// How many grants it has from its first moment, in profiles that have grants; 1 to 64.
    package let grants: Int

    /// Describes a user.
    package init(name: String, uid: String? = nil, grants: Int = 1) {
        precondition(
            (1...LiveGrants.countMax).contains(grants),
            "a user has 1 to \(LiveGrants.countMax) grants"
        )
        self.name = name
        self.uid = uid
        self.grants = grants
    }
}

/// The facts of a user that never change.
package final class UserDetails: Sendable {
    /// What a scenario gives of a named user.
    private final class Given: Sendable {
        let name: String
        let uid: GivenText?

        init(_ specification: UserSpecification) {
            name = specification.name
            uid = specification.uid.map(GivenText.init)
        }
    }

    /// Where it comes from: one word, as most are members of a crowd and have nothing else of this.
    private enum Origin: Sendable {
        case scenario(Given)
        case crowd(ordinal: Int32)
    }

    /// The word from which its random streams and identifiers derive.
    package let key: UInt64
    /// How the account provider writes it; nil at the portfolio provider.
    package let shape: UserShape?

    private let grantCount: UInt8
    private let place: Int32
    private let origin: Origin
    /// What a derived `uid` spells out: less room than the text takes, and written as fast.
    let uidHash: StableHash

    init(specification: UserSpecification, index: Int, seed: UInt64, shape: UserShape? = nil) {
        place = Int32(index)
        self.shape = shape
        origin = .scenario(Given(specification))
        key = StableHash(specification.name, seed: Self.namedSalt).low
        grantCount = UInt8(specification.grants)
        uidHash = StableHash(seed, key, Purpose.userIdentifier.rawValue, 0)
    }

    /// A user of a crowd, known by its ordinal in it, counted from 0.
    init(
        ordinal: Int,
        index: Int,
        seed: UInt64,
        shape: UserShape? = nil,
        grants drawn: Distribution? = nil
    ) {
        place = Int32(index)
        self.shape = shape
        origin = .crowd(ordinal: Int32(ordinal))
        key = StableHash(UInt64(ordinal), 0, 0, UInt64(Self.crowdSalt)).low
        if let drawn {
            var stream = RandomStream(seed: seed, user: key, purpose: .grants)
            grantCount = UInt8(max(1, min(drawn.draw(from: &stream), Int64(LiveGrants.countMax))))
        } else {
            grantCount = 1
        }
        uidHash = StableHash(seed, key, Purpose.userIdentifier.rawValue, 0)
    }

    /// The place in the order of ties: named users first, then the crowd by arrival.
    package var index: Int { Int(place) }

    /// What the scenario calls it; `#7` for the seventh of a crowd.
    package var name: String {
        switch origin {
        case .scenario(let given): given.name
        case .crowd(let ordinal): "#\(ordinal + 1)"
        }
    }

    /// How many grants it has, in profiles that have grants.
    package var grants: Int { Int(grantCount) }

    /// The `uid` of a scenario; nil where it is derived.
    var givenUID: GivenText? {
        switch origin {
        case .scenario(let given): given.uid
        case .crowd: nil
        }
    }

    /// The `uid` in payloads; at the account provider, the id of the user.
    package var uid: String { givenUID?.text ?? (shape?.identifierPrefix ?? "") + uidHash.hex24 }

    /// What a grant's identifier spells out.
    func grantHash(_ grant: Int, seed: UInt64) -> StableHash {
        StableHash(seed, key, Purpose.grantIdentifier.rawValue, UInt64(grant))
    }

    // Apart, so that no name can fall on a member of the crowd.
    private static let namedSalt: UInt32 = 1
    private static let crowdSalt: UInt32 = 2
}
