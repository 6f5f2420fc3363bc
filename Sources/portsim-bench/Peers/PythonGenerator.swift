/// A generator of the same bodies in Python, written by orjson.
struct PythonGenerator {
    private let path: String
    private let file: String

    /// What the table calls it.
    static let label = "python3 + orjson"

    /// The whole program; its words are the number of users and the seed.
    ///
    /// Without orjson it writes the same bytes with the encoder that Python brings.
    static let script = draws + "\n\n" + life

    /// Prepares the script.
    ///
    /// - Throws: when it cannot be written.
    init(path: String, scratch: ScratchDirectory) throws(BenchError) {
        self.path = path
        file = try scratch.write(PythonGenerator.script, to: "generator.py")
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

    /// The bodies of a crowd, a line each.
    func bodies(users: Int, seed: Int) throws(BenchError) -> [UInt8] {
        try Measurement.of(program(users: users, seed: seed), capturesOutput: true).output
    }

    /// Events per second by its own clock, which starts after its imports.
    func eventsPerSecond(users: Int) throws(BenchError) -> Double {
        let figures = try Measurement.of(program(users: users, seed: ScenarioText.seed)).lastErrorLine
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

    private func program(users: Int, seed: Int) -> Program {
        Program(path: path, arguments: [file, String(users), String(seed)])
    }
}
