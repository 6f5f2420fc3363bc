import Testing

@testable import SimulationKit

@Suite struct AgendaTests {
    private static func moment(_ milliseconds: Int64) -> Moment { Moment(milliseconds: milliseconds) }

    @Test func `items come by moment, and those of one moment in the order in which they were added`() {
        var agenda = Agenda()
        agenda.add(.settled, at: Self.moment(5))
        agenda.add(.stageEnds, at: Self.moment(3))
        agenda.add(.syncStarts(1), at: Self.moment(5))
        agenda.add(.syncEnds(2), at: Self.moment(4))
        agenda.add(.connect(0), at: Self.moment(5))
        #expect(agenda.next == Self.moment(3))
        var items: [Agenda.Item] = []
        while let due = agenda.take(through: Self.moment(5)) { items.append(due.item) }
        #expect(items == [.stageEnds, .syncEnds(2), .settled, .syncStarts(1), .connect(0)])
        #expect(agenda.next == nil)
    }

    @Test func `what is added ahead comes before the others of its moment, and after earlier ones`() {
        var agenda = Agenda()
        agenda.add(.settled, at: Self.moment(5))
        agenda.add(.stageEnds, at: Self.moment(4))
        agenda.addAhead(.connect(1), at: Self.moment(5))
        var items: [Agenda.Item] = []
        while let due = agenda.take(through: Self.moment(5)) { items.append(due.item) }
        #expect(items == [.stageEnds, .connect(1), .settled])
    }

    @Test func `nothing is taken before its moment`() {
        var agenda = Agenda()
        agenda.add(.settled, at: Self.moment(5))
        #expect(agenda.take(through: Self.moment(4)) == nil)
        #expect(agenda.take(through: Self.moment(5))?.moment == Self.moment(5))
    }

    @Test func `an item is struck out wherever it stands, and no other`() {
        var agenda = Agenda()
        agenda.add(.syncEnds(1), at: Self.moment(1))
        agenda.add(.syncEnds(2), at: Self.moment(2))
        agenda.add(.syncEnds(1), at: Self.moment(3))
        agenda.removeAll(.syncEnds(1))
        #expect(agenda.take(through: Self.moment(9))?.item == .syncEnds(2))
        #expect(agenda.next == nil)
    }
}
