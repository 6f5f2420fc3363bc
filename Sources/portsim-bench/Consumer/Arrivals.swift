import WireKit

/// One delivery as a consumer sees it.
struct Arrival {
    /// Tells users apart.
    let user: UInt64
    /// The moment of the attempt, as its header has it, in milliseconds of its day.
    let plannedMilliseconds: Int64
    /// When it came, on `MonotonicClock`.
    let nanoseconds: Int64

    init(user: UInt64, plannedMilliseconds: Int64, nanoseconds: Int64) {
        self.user = user
        self.plannedMilliseconds = plannedMilliseconds
        self.nanoseconds = nanoseconds
    }

    /// Reads a request; nil when it is no delivery of kryptos-v1.
    init?(_ request: HTTPRequest, at nanoseconds: Int64) {
        guard let time = request.fields["X-Webhook-Timestamp"],
            let planned = Arrival.millisecondsOfDay(time),
            let user = Arrival.user(in: request.body)
        else { return nil }
        self.init(user: user, plannedMilliseconds: planned, nanoseconds: nanoseconds)
    }

    /// Reads `2026-01-01T00:00:07.962Z`; the day is not looked at, since no run of the bench lasts one.
    static func millisecondsOfDay(_ text: String) -> Int64? {
        let digits = Array(text.utf8)
        guard digits.count == 24, digits[10] == UInt8(ascii: "T") else { return nil }
        func number(_ range: Range<Int>) -> Int64? { Int64(String(decoding: digits[range], as: UTF8.self)) }
        guard let hours = number(11..<13), let minutes = number(14..<16), let seconds = number(17..<19),
            let milliseconds = number(20..<23)
        else { return nil }
        return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds
    }

    /// The first 16 digits of the `uid`.
    static func user(in body: [UInt8]) -> UInt64? {
        let mark = Array(#""uid":""#.utf8)
        var index = 0
        while index + mark.count + 16 <= body.count {
            if body[index..<(index + mark.count)].elementsEqual(mark) {
                let digits = body[(index + mark.count)..<(index + mark.count + 16)]
                return UInt64(String(decoding: digits, as: UTF8.self), radix: 16)
            }
            index += 1
        }
        return nil
    }
}

/// What a consumer noted of a run.
struct Arrivals {
    private var arrivals: [Arrival] = []

    /// Deliveries that came.
    var count: Int { arrivals.count }

    mutating func add(_ arrival: Arrival) {
        arrivals.append(arrival)
    }

    /// Deliveries per second that were planned, from the first moment to the last.
    var plannedPerSecond: Double {
        let moments = arrivals.map(\.plannedMilliseconds)
        guard let first = moments.min(), let last = moments.max(), first < last else { return 0 }
        return Double(count) * 1_000 / Double(last - first)
    }

    /// The user whose delivery came first.
    var firstUser: UInt64? { arrivals.first?.user }

    /// How much later than planned each one came, in milliseconds, in order; the most punctual one counts as 0.
    ///
    /// A consumer does not know when the run's clock began: the delivery that came earliest of all, compared
    /// with its plan, tells.
    func lateness(withoutUser excluded: UInt64? = nil) -> [Double] {
        let offsets = arrivals.filter { $0.user != excluded }
            .map { $0.nanoseconds - $0.plannedMilliseconds * 1_000_000 }
        guard let earliest = offsets.min() else { return [] }
        return offsets.map { Double($0 - earliest) / 1e6 }.sorted()
    }
}

extension [Double] {
    /// The value that so many hundredths of the sorted ones do not exceed; nil without values.
    func percentile(_ hundredths: Int) -> Double? {
        isEmpty ? nil : self[(count * hundredths + 99) / 100 - 1]
    }
}
