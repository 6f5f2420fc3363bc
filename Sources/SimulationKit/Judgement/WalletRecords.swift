/// The wallets of all users whom a judge knows, each user's in a list of its own.
///
/// One array for all, so that a user with two wallets does not take the room of an array for them.
struct WalletRecords: Sendable {
    /// Where a user's list begins; empty where it has no wallet.
    struct List: Sendable {
        fileprivate var first = WalletRecords.none
    }

    private struct Node: Sendable {
        var record: WalletRecord
        var next: Int32
    }

    private static let none: Int32 = -1

    private var nodes: [Node] = []
    private var firstFree = Self.none

    /// The place of a wallet in a list; nil where it is not there.
    func place(of wallet: UInt64, in list: List) -> Int? {
        var place = list.first
        while place != Self.none {
            if nodes[Int(place)].record.wallet == wallet { return Int(place) }
            place = nodes[Int(place)].next
        }
        return nil
    }

    /// The wallet in a place.
    subscript(place: Int) -> WalletRecord {
        get { nodes[place].record }
        set { nodes[place].record = newValue }
    }

    /// Puts another wallet into a list.
    mutating func add(_ record: WalletRecord, to list: inout List) {
        let node = Node(record: record, next: list.first)
        if firstFree == Self.none {
            list.first = Int32(nodes.count)
            nodes.append(node)
        } else {
            list.first = firstFree
            firstFree = nodes[Int(firstFree)].next
            nodes[Int(list.first)] = node
        }
    }

    /// Whether one of a list's wallets is like that.
    func contains(in list: List, where isSo: (WalletRecord) -> Bool) -> Bool {
        var place = list.first
        while place != Self.none {
            if isSo(nodes[Int(place)].record) { return true }
            place = nodes[Int(place)].next
        }
        return false
    }

    /// Forgets all wallets of a list.
    mutating func removeAll(_ list: List) {
        var place = list.first
        while place != Self.none {
            let next = nodes[Int(place)].next
            nodes[Int(place)].next = firstFree
            firstFree = place
            place = next
        }
    }
}
