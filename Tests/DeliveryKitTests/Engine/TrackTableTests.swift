import SimulationKit
import Testing

@testable import DeliveryKit

@Suite struct TrackTableTests {
    /// Brings the head of a track to its end.
    static func settle(_ place: Int, in table: inout TrackTable, retryAt: Moment? = nil) {
        if table[place].state == .recording { table[place].schedule(retryPolicy: .ladder, seed: 1) }
        _ = table[place].send()
        table[place].settle(at: .sampleStart, retryAt: retryAt)
        table.proceed(place)
    }

    @Test func `what is busy and what is unsettled is counted`() {
        var table = TrackTable()
        let place = table.add()
        #expect(table.busyCount == 0)
        #expect(table.add(TrackTests.delivery(1), to: place) == true)
        #expect(table.add(TrackTests.delivery(2), to: place) == false)
        #expect(table.busyCount == 1 && table.unsettledCount == 2)
        Self.settle(place, in: &table, retryAt: .sampleStart)
        #expect(table.busyCount == 1 && table.unsettledCount == 2)
        Self.settle(place, in: &table)
        #expect(table.busyCount == 1 && table.unsettledCount == 1)
        Self.settle(place, in: &table)
        #expect(table.busyCount == 0 && table.unsettledCount == 0)
    }

    @Test func `the place of a retired track is used again, once it is idle`() {
        var table = TrackTable()
        let (idle, busy) = (table.add(), table.add())
        _ = table.add(TrackTests.delivery(), to: busy)
        table.retire(idle)
        table.retire(busy)
        #expect(table.add() == idle)
        #expect(table.add() == 2, "a busy track keeps its place")
        Self.settle(busy, in: &table)
        #expect(table.add() == busy)
        #expect(table[busy].state == .idle && !table[busy].isRetired && table[busy].moment == .earliest)
    }

    @Test func `many single deliveries share few places`() {
        var table = TrackTable()
        var places: Set<Int> = []
        for sequence in 1...1_000 {
            let place = table.add()
            _ = table.add(TrackTests.delivery(Int64(sequence)), to: place)
            table[place].isRetired = true
            places.insert(place)
            Self.settle(place, in: &table)
        }
        #expect(places.count == 1 && table.busyCount == 0 && table.unsettledCount == 0)
    }

    @Test func `beyond the bound a body is let go, and comes back for the head and those behind it`() {
        var table = TrackTable(bodiesAheadMax: 3)
        let place = table.add()
        for sequence in 1...6 { _ = table.add(TrackTests.delivery(Int64(sequence)), to: place) }
        #expect(table.bodiesAhead == 2)
        #expect(table[place].withoutBodies(countMax: 16) == [4, 5, 6])
        for _ in 1...3 { Self.settle(place, in: &table) }
        #expect(table.bodiesAhead == 0 && table[place].head?.sequence == 4)
        #expect(table[place].withoutBodies(countMax: table.bodiesPerFetch) == [4, 5, 6])
        #expect(table.take(body: Array("five".utf8), of: 5, for: place) == false)
        #expect(table.bodiesAhead == 1)
        #expect(table.take(body: Array("four".utf8), of: 4, for: place) == true)
        #expect(table[place].head?.body == Array("four".utf8))
        // What comes a second time, or too late, changes nothing.
        #expect(table.take(body: [], of: 4, for: place) == false)
        #expect(table.take(body: [], of: 1, for: place) == false)
        Self.settle(place, in: &table)
        #expect(table[place].head?.body == Array("five".utf8) && table.bodiesAhead == 0)
    }

    @Test func `new deliveries leave half of the room to bodies that come back`() {
        var table = TrackTable(bodiesAheadMax: 8)
        let (place, other) = (table.add(), table.add())
        for sequence in 1...20 { _ = table.add(TrackTests.delivery(Int64(sequence)), to: place) }
        for sequence in 21...24 { _ = table.add(TrackTests.delivery(Int64(sequence)), to: other) }
        #expect(table.bodiesAhead == 4 && table.bodiesPerFetch == 4)
        #expect(table[other].withoutBodies(countMax: table.bodiesPerFetch) == [22, 23, 24])
        for sequence in 22...24 {
            #expect(table.take(body: Array("back".utf8), of: Int64(sequence), for: other) == false)
        }
        #expect(table.bodiesAhead == 7)
        Self.settle(other, in: &table)
        #expect(table[other].head?.body == Array("back".utf8), "the next one is read with the others")
    }

    @Test func `a track that is parked lets its bodies go`() {
        var table = TrackTable(bodiesAheadMax: 4)
        let place = table.add()
        for sequence in 1...4 { _ = table.add(TrackTests.delivery(Int64(sequence)), to: place) }
        table[place].schedule(retryPolicy: .ladder, seed: 1)
        table.park(place)
        #expect(table.bodiesAhead == 0 && table.unsettledCount == 0)
        #expect(table.take(body: [], of: 4, for: place) == false)
    }
}
