import DeliveryKit
import JSONKit
import Testing

@testable import ScenarioKit

/// The reader's own promises: a table and its decoding cannot drift apart unnoticed.
struct CursorTests {
    private static func object(_ text: String, _ shape: Shape) throws -> ObjectCursor {
        ObjectCursor(try JSONReader.read(Array(text.utf8), dialect: .json5), shape, Reading())
    }

    @Test func `a row that is never read traps`() async {
        await #expect(processExitsWith: .failure) {
            try CursorTests.object("{}", .clock).finish()
        }
    }

    @Test func `a key that has no row traps`() async {
        await #expect(processExitsWith: .failure) {
            var cursor = try CursorTests.object("{}", .clock)
            _ = cursor["zone"]
        }
    }

    @Test func `a value read as another kind than its table's traps`() async {
        await #expect(processExitsWith: .failure) {
            var cursor = try CursorTests.object("{ speed: 'instant' }", .clock)
            _ = cursor["speed"]?.duration()
        }
    }

    @Test func `an object that is read whole does not trap`() throws {
        var cursor = try Self.object("{ speed: 'instant' }", .clock)
        #expect(cursor["speed"]?.speed() == .instant)
        #expect(cursor["start"] == nil)
        cursor.finish()
    }

    @Test func `the problems kept are the first of the file, in whatever order they are found`() {
        let reading = Reading()
        for place in (0..<50).reversed() {
            reading.report("\(place)", at: SourceRange(lower: place, upper: place + 1))
        }
        #expect(reading.diagnostics.map(\.message) == (0..<20).map { "\($0)" })
        #expect(reading.problemCount == 50)
    }
}
