import Testing

@testable import SimulationKit

@Suite struct DueCalendarTests {
    private func due(_ milliseconds: Int64, _ user: Int32) -> Due {
        Due(moment: Moment(milliseconds: milliseconds), user: user, place: 0)
    }

    // As a world goes about it: what comes is due no earlier than what was taken last.
    @Test(arguments: [1, 1_000, 100_000, 10_000_000_000] as [UInt64])
    func `whoever is due first comes first, however far apart they are`(farthest: UInt64) {
        var stream = RandomStream(state: farthest)
        var calendar = DueCalendar()
        var model: [Due] = []
        var now = Moment.earliest
        for user in 0..<Int32(3_000) {
            let next = due(now.milliseconds + Int64(stream.below(farthest)), user)
            switch stream.below(5) {
            case 0...1:
                calendar.insert(next)
                model.append(next)
            case 2...3 where !model.isEmpty:
                now = model[0].moment
                let later = due(now.milliseconds + Int64(stream.below(farthest)), user)
                calendar.replaceFirst(later)
                model[0] = later
            default:
                if let first = model.first { now = first.moment }
                calendar.removeFirst()
                model = Array(model.dropFirst())
            }
            model.sort { $0.precedes($1) }
            #expect(calendar.first?.moment == model.first?.moment)
            #expect(calendar.first?.user == model.first?.user)
        }
        while let first = model.first {
            #expect(calendar.first?.user == first.user)
            calendar.removeFirst()
            model.removeFirst()
        }
        #expect(calendar.first == nil)
    }

    @Test func `somebody may come who is due before all others`() {
        var calendar = DueCalendar()
        calendar.insert(due(86_400_000, 1))
        calendar.insert(due(5, 2))
        calendar.insert(due(40_000, 3))
        var users: [Int32] = []
        while let first = calendar.first {
            users.append(first.user)
            calendar.removeFirst()
        }
        #expect(users == [2, 3, 1])
    }

    @Test func `of the same moment the user with the lower index comes first`() {
        var calendar = DueCalendar()
        for user: Int32 in [7, 3, 9, 1] { calendar.insert(due(-1, user)) }
        var users: [Int32] = []
        while let first = calendar.first {
            users.append(first.user)
            calendar.removeFirst()
        }
        #expect(users == [1, 3, 7, 9])
    }
}
