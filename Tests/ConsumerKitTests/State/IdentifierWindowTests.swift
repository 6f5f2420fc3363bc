import Testing

@testable import ConsumerKit

@Suite struct IdentifierWindowTests {
    @Test func `an id is remembered once inserted`() {
        var window = IdentifierWindow(capacity: 10)
        let mark = IdentifierWindow.Mark("whd_1")
        #expect(!window.contains(mark))
        window.insert(mark)
        #expect(window.contains(mark))
        #expect(!window.contains(IdentifierWindow.Mark("whd_2")))
        #expect(window.count == 1)
    }

    @Test func `ids are told apart by bytes`() {
        #expect(IdentifierWindow.Mark("\u{E9}") != IdentifierWindow.Mark("e\u{301}"))
        #expect(IdentifierWindow.Mark("") != IdentifierWindow.Mark("\u{0}"))
    }

    @Test(arguments: [1, 2, 3, 7, 8, 9, 100])
    func `at the limit exactly the ids that came first are forgotten`(capacity: Int) {
        var window = IdentifierWindow(capacity: capacity)
        let marks = (0..<6 * capacity).map { IdentifierWindow.Mark("whd_\($0)") }
        for (place, mark) in marks.enumerated() {
            window.insert(mark)
            #expect(window.count == min(place + 1, capacity))
            for (other, mark) in marks.enumerated() {
                let isExpected = other <= place && other > place - capacity
                #expect(window.contains(mark) == isExpected, "\(other) after \(place)")
            }
        }
    }

    @Test func `a copy goes its own way`() {
        var window = IdentifierWindow(capacity: 4)
        window.insert(IdentifierWindow.Mark("a"))
        var copy = window
        copy.insert(IdentifierWindow.Mark("b"))
        #expect(!window.contains(IdentifierWindow.Mark("b")))
        #expect(copy.count == 2)
    }
}
