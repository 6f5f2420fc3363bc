/// What a user's simulation will do next, in order of moment; equal moments keep their order.
struct Agenda: Sendable {
    /// What falls due.
    enum Item: Equatable, Sendable {
        /// The sync of the integration in this place of the user's list begins.
        case syncStarts(Int32)
        /// It ends.
        case syncEnds(Int32)
        /// The wipe of its data ends.
        case wipeEnds(Int32)
        /// The quiet before a recalculation is over.
        case settled
        /// The running recalculation stage ends.
        case stageEnds
        /// A member of a crowd connects its n-th integration.
        case connect(Int32)
        /// It asks for another sync of it.
        case resync(Int32)
        /// It changes the settings of it.
        case rename(Int32)
        /// It removes it.
        case remove(Int32)
        /// Something of an account.
        case account(AccountOccasion)
    }

    /// What falls due of an account; projects and payments of a crowd are numbered from 0.
    enum AccountOccasion: Equatable, Sendable {
        /// The payment in this place of the account's list is settled.
        case paymentSettles(Int32)
        case signUp
        case createProject(Int32)
        /// The next file of the n-th project is uploaded.
        case upload(Int32)
        case pay(Int32)
        case updateUser
        case updateProject(Int32)
        case deleteProject(Int32)
        case deleteUser
    }

    private struct Entry {
        let moment: Moment
        let item: Item
    }

    /// How many more entries there is room for when there is none: an array left to itself takes twice as many.
    private static let step = 2

    // Latest first, so that the next one is taken from the end. Short: a few entries a user.
    private var entries: [Entry] = []

    var next: Moment? { entries.last?.moment }

    mutating func add(_ item: Item, at moment: Moment) {
        insert(item, at: moment) { $0 <= moment }
    }

    /// The same, before whatever there is of the same moment.
    mutating func addAhead(_ item: Item, at moment: Moment) {
        insert(item, at: moment) { $0 < moment }
    }

    /// Takes the next item, provided that it is due by the moment.
    mutating func take(through moment: Moment) -> (moment: Moment, item: Item)? {
        guard let last = entries.last, last.moment <= moment else { return nil }
        entries.removeLast()
        return (last.moment, last.item)
    }

    /// Puts an item before those of later moments; `comesFirst` says which of the others go before it.
    @inline(__always)
    private mutating func insert(_ item: Item, at moment: Moment, after comesFirst: (Moment) -> Bool) {
        if entries.count == entries.capacity { entries.reserveCapacity(entries.count + Self.step) }
        let entry = Entry(moment: moment, item: item)
        entries.append(entry)
        var all = entries.mutableSpan
        var place = all.count - 1
        while place > 0, comesFirst(all[place - 1].moment) {
            all[place] = all[place - 1]
            place -= 1
        }
        all[place] = entry
    }

    mutating func removeAll(_ item: Item) {
        entries.removeAll { $0.item == item }
    }

    mutating func removeAll() {
        entries = []
    }
}
