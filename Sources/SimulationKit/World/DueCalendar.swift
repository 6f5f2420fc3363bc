/// The queue of a world's users, for many who mostly wait for long.
///
/// Only those who are due soon stand in a heap, which stays small enough for the processor's nearest cache; a
/// member of a crowd who next does something tomorrow lies in a bag of its own time until then. The bags are
/// those of a radix heap (Ahuja, Mehlhorn, Orlin, Tarjan 1990): a bag holds the times that first differ from
/// the present one in the same bit, so that each user is moved a few times and never compared.
struct DueCalendar: Sendable {
    /// A page of the calendar is 2⁹ milliseconds, about half a second.
    private static let pageBits: Int64 = 9
    /// The room for entries that an emptied bag keeps.
    private static let bagRoomMax = 1_024

    /// Everyone due on the present page or before it.
    private var near = Heap<Due>()
    private var page: Int64 = .min
    private var isPageNew = false
    /// The others, by the highest bit in which their page differs from the present one.
    private var bags = [[Due]](repeating: [], count: 64)
    /// Which bags are not empty.
    private var filledBags: UInt64 = 0

    /// Who is next.
    var first: Due? { near.first }

    /// Everyone on a page that was turned to since this was last asked; nobody if it is still the same one.
    mutating func takeNewPage() -> [Due] {
        guard isPageNew else { return [] }
        isPageNew = false
        return near.elements
    }

    mutating func insert(_ due: Due) {
        put(due)
        turnPage()
    }

    mutating func removeFirst() {
        near.removeFirst()
        turnPage()
    }

    /// Takes the first out and puts another in.
    mutating func replaceFirst(_ due: Due) {
        if Self.page(of: due) <= page { return near.replaceFirst(due) }
        near.removeFirst()
        put(due)
        turnPage()
    }

    private mutating func put(_ due: Due) {
        let own = Self.page(of: due)
        guard own > page else { return near.insert(due) }
        let bag = 63 - (own ^ page).leadingZeroBitCount
        bags[bag].append(due)
        filledBags |= 1 << UInt64(bag)
    }

    /// Goes to the next page that has anyone on it, if the present one is empty.
    private mutating func turnPage() {
        guard near.first == nil, filledBags != 0 else { return }
        let bag = filledBags.trailingZeroBitCount
        var dues: [Due] = []
        swap(&dues, &bags[bag])
        filledBags &= ~(1 << UInt64(bag))
        page = dues.reduce(.max) { min($0, Self.page(of: $1)) }
        for due in dues { put(due) }
        isPageNew = true
        // Nobody went back into it: from here on all of them first differ in a lower bit.
        guard dues.capacity <= Self.bagRoomMax else { return }
        dues.removeAll(keepingCapacity: true)
        swap(&dues, &bags[bag])
    }

    private static func page(of due: Due) -> Int64 { due.moment.milliseconds >> pageBits }
}
