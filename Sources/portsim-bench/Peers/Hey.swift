/// hey: a load generator in Go, on all cores, that signs nothing and stores nothing.
struct Hey {
    private let program: Program

    /// What the table calls it.
    static let label = "hey -c \(Load.connections)"

    /// Prepares its command line.
    init(path: String, url: String, requests: Int) {
        program = Program(
            path: path,
            arguments: [
                "-c", String(Load.connections), "-n", String(requests),
                "-m", "POST", "-T", "application/json", "-d", Load.body, url,
            ]
        )
    }

    /// Posts its requests.
    func run() throws(BenchError) -> (load: Load, measurement: Measurement) {
        let measurement = try Measurement.of(program, capturesOutput: true)
        return (try Hey.load(in: measurement.outputText), measurement)
    }

    /// Reads what hey prints; a run with errors in it is no figure.
    static func load(in text: String) throws(BenchError) -> Load {
        var requests = 0
        var rate: Double?
        for line in text.split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == "\t" }
            if words.count == 2, words[0] == "Requests/sec:" { rate = Double(words[1]) }
            if line.contains("Error distribution") {
                throw .unusable(name: "hey", reason: "requests failed")
            }
            if words.count == 3, words[2] == "responses" {
                guard words[0].hasPrefix("[2") else {
                    throw .unusable(name: "hey", reason: words.joined(separator: " "))
                }
                requests += Int(words[1]) ?? 0
            }
        }
        guard requests > 0, let rate, rate > 0 else {
            throw .unusable(name: "hey", reason: "it printed no figures")
        }
        return Load(requests: requests, requestsPerSecond: rate)
    }
}
