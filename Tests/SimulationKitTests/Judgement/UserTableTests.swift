import Testing

@testable import SimulationKit

@Suite struct UserTableTests {
    @Test func `a table keeps what a dictionary would keep, whoever comes and goes`() {
        var table = UserTable(blank: 0)
        var model: [Int: Int] = [:]
        var stream = RandomStream(state: 1)
        for step in 1...20_000 {
            // A few numbers that collide in a table of any size, among many that lie close together.
            let isFar = stream.below(4) == 0
            let user = isFar ? Int(stream.below(8)) << 20 : step / 16 + Int(stream.below(64))
            if stream.below(3) == 0 {
                #expect(table.remove(user) == model.removeValue(forKey: user))
            } else {
                table[table.place(of: user)] += step
                model[user, default: 0] += step
            }
        }
        #expect(table.all.map(\.user) == model.keys.sorted())
        #expect(table.all.allSatisfy { model[$0.user] == $0.record })
    }

    @Test func `whoever comes back begins blank`() {
        var table = UserTable(blank: "")
        table[table.place(of: 7)] = "known"
        #expect(table.remove(7) == "known")
        #expect(table.remove(7) == nil)
        #expect(table[table.place(of: 7)].isEmpty)
    }
}
