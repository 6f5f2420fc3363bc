/// Who a user of the account provider is, and which addresses are this user's and nobody else's.
///
/// A user with a name that could be a first name bears it: `alice` is Alice Meyer, `alice@example.com`.
/// Members of a crowd bear their number in their addresses, so that no two are alike; others a drawn one.
struct AccountPerson {
    private let first: AccountCatalogue.PersonName
    private var last: AccountCatalogue.PersonName
    private let number: String
    private let firstDomain: UInt64

    init(_ user: UserDetails, isOfCrowd: Bool, from stream: inout RandomStream) {
        let drawn = AccountCatalogue.drawFirstName(from: &stream)
        last = AccountCatalogue.drawLastName(from: &stream)
        let drawnNumber = stream.below(900_000) + 100_000
        firstDomain = stream.below(3)
        if isOfCrowd {
            first = drawn
            number = String(user.name.dropFirst())
        } else if Self.isFirstName(user.name) {
            first = (user.name.prefix(1).uppercased() + user.name.dropFirst(), user.name)
            number = ""
        } else {
            first = drawn
            number = "\(drawnNumber)"
        }
    }

    /// The name as people write it.
    var name: String { "\(first.name) \(last.name)" }

    /// Takes another last name.
    mutating func marry(from stream: inout RandomStream) {
        last = AccountCatalogue.drawLastName(from: &stream)
    }

    /// An address; each count puts it at another domain than the one before.
    func drawAddress(count: UInt32, from stream: inout RandomStream) -> String {
        let form = stream.below(4)
        let domain = AccountCatalogue.domain(firstDomain &+ UInt64(count))
        return switch form {
        case 0: "\(first.handle)\(number)@\(domain)"
        // Without a number, an initial alone could be somebody else's.
        case 1 where !number.isEmpty: "\(first.handle.prefix(1))\(last.handle)\(number)@\(domain)"
        default: "\(first.handle).\(last.handle)\(number)@\(domain)"
        }
    }

    /// Whether a name has nothing but two to twenty small letters.
    private static func isFirstName(_ name: String) -> Bool {
        (2...20).contains(name.utf8.count) && name.utf8.allSatisfy { (0x61...0x7a).contains($0) }
    }
}
