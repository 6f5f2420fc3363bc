/// A generator of the same kind of stream in Python, its bodies written by orjson.
struct PythonGenerator {
    private let program: Program

    /// What the table calls it.
    static let label = "python3 + orjson"

    /// Prepares the script for a crowd of so many users.
    ///
    /// - Throws: when it cannot be written.
    init(path: String, users: Int, scratch: ScratchDirectory) throws(BenchError) {
        let file = try scratch.write(PythonGenerator.script, to: "generator.py")
        program = Program(path: path, arguments: [file, String(users)])
    }

    /// Whether this Python has orjson.
    static func isUsable(path: String) throws(BenchError) -> Bool {
        do throws(BenchError) {
            _ = try Measurement.of(Program(path: path, arguments: ["-c", "import orjson"]))
            return true
        } catch .programFailed {
            return false
        }
    }

    /// Events per second by its own clock, which starts after its imports.
    func eventsPerSecond() throws(BenchError) -> Double {
        let figures = try Measurement.of(program).lastErrorLine
        guard let rate = PythonGenerator.eventsPerSecond(in: figures) else {
            throw .unusable(name: "the Python generator", reason: figures)
        }
        return rate
    }

    /// Reads its last line, the events and the seconds they took.
    static func eventsPerSecond(in line: String) -> Double? {
        let words = line.split(separator: " ")
        guard words.count == 2, let events = Double(words[0]), let seconds = Double(words[1]), seconds > 0
        else { return nil }
        return events / seconds
    }
}
