import JSONKit

/// What the bench reads in the JSON report of `portsim run`.
struct RunReport: Equatable {
    let verdict: String
    let deliveries: Int
    let delivered: Int
    let wallSeconds: Double

    /// Deliveries that were accepted, per second of the run.
    var deliveriesPerSecond: Double { Double(delivered) / wallSeconds }

    /// Reads a report.
    ///
    /// - Throws: `unusable` unless it says that everything was delivered, and enough of it.
    init(json: [UInt8], deliveriesMin: Int) throws(BenchError) {
        let value: JSONValue
        do {
            value = try JSONReader.read(json, dialect: .json).value
        } catch {
            throw RunReport.unusable(error.message)
        }
        guard let verdict = value["verdict"]?.string,
            let total = value["deliveries"]?["total"]?.int64,
            let delivered = value["deliveries"]?["delivered"]?.int64,
            let seconds = value["wallSeconds"]?.number?.double, seconds > 0
        else { throw RunReport.unusable("a key is missing") }
        self.verdict = verdict
        self.deliveries = Int(total)
        self.delivered = Int(delivered)
        wallSeconds = seconds
        guard verdict == "passed", delivered == total else {
            throw RunReport.unusable("\(verdict), \(delivered) of \(total) deliveries delivered")
        }
        guard deliveries >= deliveriesMin else {
            throw RunReport.unusable("\(deliveries) deliveries, expected \(deliveriesMin) or more")
        }
    }

    private static func unusable(_ reason: String) -> BenchError {
        .unusable(name: "the report of portsim run", reason: reason)
    }
}
