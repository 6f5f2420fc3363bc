import Testing

@testable import SimulationKit

@Suite struct MomentTests {
    @Test func `moments are counted and compared by milliseconds`() {
        let moment = Moment(milliseconds: 1_000)
        #expect(moment + 234 == Moment(milliseconds: 1_234))
        #expect(moment + 234 - moment == 234)
        #expect(moment < moment + 1)
        #expect(Moment.earliest < .latest)
        #expect(Moment.latest < .never)
    }

    @Test func `the first and the last moment have years of four digits`() {
        #expect(TimeFormat.milliseconds.text(.earliest) == "0000-01-01T00:00:00.000Z")
        #expect(TimeFormat.milliseconds.text(.latest) == "9999-12-31T23:59:59.999Z")
    }
}
