/// wrk on one thread: a raw load generator that signs nothing and stores nothing.
struct Wrk {
    private let program: Program

    /// What the table calls it.
    static let label = "wrk -t1 -c\(Load.connections)"

    /// Prepares its script.
    init(path: String, url: String, seconds: Int, scratch: ScratchDirectory) throws(BenchError) {
        let script = """
            wrk.method = "POST"
            wrk.body = [[\(Load.body)]]
            wrk.headers["Content-Type"] = "application/json"

            """
        let file = try scratch.write(script, to: "wrk.lua")
        program = Program(
            path: path,
            arguments: ["-t1", "-c\(Load.connections)", "-d\(seconds)s", "-s", file, url]
        )
    }

    /// Posts for its time.
    func run() throws(BenchError) -> (load: Load, measurement: Measurement) {
        let measurement = try Measurement.of(program, capturesOutput: true)
        return (try Wrk.load(in: measurement.outputText), measurement)
    }

    /// Reads what wrk prints; a run with errors in it is no figure.
    static func load(in text: String) throws(BenchError) -> Load {
        var requests: Int?
        var rate: Double?
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.contains("Non-2xx") || line.contains("Socket errors") {
                throw .unusable(name: "wrk", reason: words.joined(separator: " "))
            }
            if words.count > 2, words[1] == "requests", words[2] == "in" { requests = Int(words[0]) }
            if words.count == 2, words[0] == "Requests/sec:" { rate = Double(words[1]) }
        }
        guard let requests, let rate, rate > 0 else {
            throw .unusable(name: "wrk", reason: "it printed no figures")
        }
        return Load(requests: requests, requestsPerSecond: rate)
    }
}
