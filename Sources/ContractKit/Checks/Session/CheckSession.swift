import DeliveryKit
import JSONKit
import SimulationKit
import WireKit

/// What all checks of one verification share: the connection to the consumer, and what was learnt of it.
///
/// Belongs to one thread.
final class CheckSession {
    let target: CheckTarget
    let options: CheckOptions
    let dialect: CheckDialect
    let writer: CheckRequestWriter
    let wire: CheckWire
    private let stop: EngineStop

    /// Whether the gate was passed, so that a refusal says something.
    var isGateOpen = false
    /// Whether it accepts right deliveries at all, of one event at least.
    var acceptsAnything = false
    /// Whether the endpoint went away and did not come back.
    var isGone = false
    /// Every exchange; those that no check points at are thrown away with their check.
    private(set) var exchanges: [Int: CheckExchange] = [:]
    private var exchangeCount = 0
    private(set) var tally = CheckTally()
    /// The answer that took longest, or did not come for longest; its exchange is kept.
    private(set) var slowest: CheckAnswer?
    /// The digest of all requests in the order of their sending.
    private(set) var digest = StreamDigest()
    /// How long is rested before each request since the consumer asked for it, in milliseconds.
    private(set) var paceMilliseconds: Int64 = 0
    /// How many answers asked for that.
    private(set) var limitedCount = 0

    /// Most times that a delivery is sent again because the consumer limits how much it takes.
    static let limitedRetriesMax = 5
    /// Longest wait that a consumer's limit may ask for, in milliseconds.
    static let limitedWaitMax: Int64 = 5_000
    private static let paceMax: Int64 = 1_000

    init(_ target: CheckTarget, _ options: CheckOptions, stop: EngineStop) throws(WireError) {
        self.target = target
        self.options = options
        self.stop = stop
        dialect = CheckDialect(profile: target.profile)
        writer = CheckRequestWriter(target)
        wire = try CheckWire(
            trust: target.trust,
            stop: stop,
            maxTimeMilliseconds: options.maxTimeMilliseconds
        )
    }

    /// Sends requests, at most so many at once, and keeps what came of each.
    func send(_ sendings: [CheckWire.Sending], atOnce: Int) throws(CheckStop) -> [CheckAnswer] {
        if paceMilliseconds > 0 { try wire.rest(milliseconds: paceMilliseconds) }
        let completions = try wire.exchange(sendings, atOnce: atOnce)
        return zip(sendings, completions).map { sending, completion in
            let microseconds = (completion.tookNanoseconds + 999) / 1_000
            exchangeCount += 1
            digest.add(uid: "", ordinal: Int64(exchangeCount), body: sending.bytes)
            exchanges[exchangeCount] = CheckExchange(
                request: sending.bytes,
                result: completion.result,
                tookMicroseconds: microseconds
            )
            let answer = CheckAnswer(
                result: completion.result,
                tookMicroseconds: microseconds,
                exchange: exchangeCount
            )
            tally.observe(answer)
            if microseconds > slowest?.tookMicroseconds ?? -1 { slowest = answer }
            if answer.standing == .limited { limitedCount += 1 }
            return answer
        }
    }

    /// Sends a delivery; one that meets the consumer's limit is sent again when the consumer says, and slower from then on.
    func send(_ delivery: CheckDelivery, fault: WireFault? = nil) throws(CheckStop) -> CheckAnswer {
        let sending = sending(of: delivery, fault: fault)
        return try again(sending, after: try send([sending], atOnce: 1)[0])
    }

    /// Sends deliveries, so many at once; those that meet the consumer's limit are sent again one by one.
    func sendTogether(_ deliveries: [CheckDelivery], atOnce: Int) throws(CheckStop) -> [CheckAnswer] {
        let sendings = deliveries.map { sending(of: $0) }
        var answers = try send(sendings, atOnce: atOnce)
        var isFirst = true
        for place in answers.indices where answers[place].standing == .limited {
            // All of them asked for the same rest: it is taken once.
            let answer = isFirst ? answers[place] : try send([sendings[place]], atOnce: 1)[0]
            answers[place] = try again(sendings[place], after: answer)
            isFirst = false
        }
        return answers
    }

    /// Sends what met the consumer's limit again until it does not, some times at most; other answers stand.
    private func again(
        _ sending: CheckWire.Sending,
        after first: CheckAnswer
    ) throws(CheckStop) -> CheckAnswer {
        var answer = first
        var retries = 0
        while answer.standing == .limited, retries < Self.limitedRetriesMax {
            retries += 1
            paceMilliseconds = min(Self.paceMax, max(10, 2 * paceMilliseconds))
            try wire.rest(milliseconds: wait(after: answer, retry: retries))
            answer = try send([sending], atOnce: 1)[0]
        }
        return answer
    }

    /// How a delivery is sent.
    func sending(of delivery: CheckDelivery, fault: WireFault? = nil) -> CheckWire.Sending {
        CheckWire.Sending(
            bytes: writer.bytes(of: delivery),
            endpoint: target.url.endpoint,
            isHead: delivery.method == "HEAD",
            timeoutMilliseconds: Int(options.answerMilliseconds),
            fault: fault
        )
    }

    /// The longest of twenty exchanges of this program with itself, in microseconds; nil where it cannot have any.
    func measureOwnDelay() throws(CheckStop) -> Int64? {
        let port: UInt16
        do throws(WireError) {
            port = try wire.listen()
        } catch {
            return nil
        }
        let sending = CheckWire.Sending(
            bytes: Array("POST /self HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n".utf8),
            endpoint: WireEndpoint(host: "127.0.0.1", port: port),
            timeoutMilliseconds: Int(options.answerMilliseconds)
        )
        var longest: Int64 = 0
        for _ in 1...20 {
            let completion = try wire.exchange([sending], atOnce: 1)[0]
            longest = max(longest, completion.tookNanoseconds / 1_000)
        }
        return longest
    }

    /// Counts an event that was delivered, for the report.
    func count(_ type: EventType) { tally.count(type) }

    /// Throws away the exchanges that nothing points at, nor ever may.
    func keepExchanges(_ places: some Sequence<Int>, from first: Int) {
        let kept = Set(places).union(slowest.map { [$0.exchange] } ?? [])
        for place in first..<exchangeCount + 1 where !kept.contains(place) { exchanges[place] = nil }
    }

    /// The number of the exchange that comes next.
    var nextExchange: Int { exchangeCount + 1 }

    /// Why all is to stop; nil while it is not.
    var stopReason: EngineStop.Reason? { stop.reason }

    /// How long a consumer wants to be left alone, within bounds.
    private func wait(after answer: CheckAnswer, retry: Int) -> Int64 {
        let usual = options.patienceMilliseconds / 10 << Int64(retry)
        guard case .success(let response) = answer.result,
            let seconds = response.fields["Retry-After"].flatMap({ Int64($0) }), seconds >= 0
        else { return min(usual, Self.limitedWaitMax) }
        return min(
            seconds <= Self.limitedWaitMax ? seconds * 1_000 : Self.limitedWaitMax,
            Self.limitedWaitMax
        )
    }
}
