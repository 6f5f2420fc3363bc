extension ConsumerFault {
    /// Reads `NAME` or `NAME=ARGUMENT`.
    package init(_ text: String) throws(ConsumerFaultProblem) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let word = parts.first.map(String.init) ?? ""
        guard let name = ConsumerFaultName(rawValue: word) else { throw .unknown(word) }
        try self.init(FaultArgument(name: name, text: parts.count == 2 ? String(parts[1]) : nil))
    }

    private init(_ argument: FaultArgument) throws(ConsumerFaultProblem) {
        if argument.text != nil, argument.name.argument == nil { throw .argumentUnwanted(argument.name) }
        switch argument.name {
        case .status: self = .statuses(try argument.statuses())
        case .gone: self = .statuses([410])
        case .brownout: self = .brownout(millionths: try argument.probability())
        case .redirect: self = try argument.redirect()
        case .retryAfter: self = try argument.retryAfter()
        case .latency: self = .latency(milliseconds: try argument.durations())
        case .byteByByte: self = .byteByByte(pauseMilliseconds: try argument.duration() ?? 10)
        case .hang: self = .hang
        case .informational:
            self = .informational(count: try argument.count(1...Self.informationalMax) ?? 1)
        case .earlyAnswer: self = .earlyAnswer(status: try argument.count(200...599) ?? 200)
        case .http10: self = .http10
        case .connectionClose: self = .connectionClose
        case .bodyAfter204: self = .bodyAfter204
        case .hugeBody: self = .hugeBody(bytes: try argument.count(1...Self.bytesMax) ?? 10_000_000)
        case .endlessBody: self = .endlessBody
        case .garbage: self = .garbage
        case .malformedStatusLine: self = .malformedStatusLine
        case .hugeHeaders: self = .hugeHeaders(bytes: try argument.count(1...Self.bytesMax) ?? 100_000)
        case .endlessHeaders: self = .endlessHeaders
        case .twoLengths: self = .twoLengths
        case .negativeLength: self = .negativeLength
        case .truncatedBody: self = .truncatedBody
        case .closeWithoutResponse: self = .closeWithoutResponse
        case .resetOnAccept: self = .resetOnAccept
        case .resetOnHeaders: self = .resetOnHeaders
        case .resetOnBody: self = .resetOnBody
        case .keepAliveClose: self = .keepAliveClose(idleMilliseconds: try argument.duration())
        case .slowAccept: self = .slowAccept(milliseconds: try argument.duration() ?? Self.millisecondsMax)
        case .down: self = .down(milliseconds: try argument.neededDuration())
        case .flap: self = try argument.flap()
        }
    }
}

/// The argument of a fault, as it is typed, and ways to read it.
private struct FaultArgument {
    let name: ConsumerFaultName
    let text: String?

    private func invalid(_ expected: String) -> ConsumerFaultProblem {
        .argumentInvalid(name, expected: expected)
    }

    private func needed() throws(ConsumerFaultProblem) -> String {
        guard let text else { throw .argumentMissing(name) }
        return text
    }

    func count(_ range: ClosedRange<Int>) throws(ConsumerFaultProblem) -> Int? {
        guard let text else { return nil }
        guard let count = Self.number(text[...]), range.contains(count) else {
            throw invalid("a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return count
    }

    func statuses() throws(ConsumerFaultProblem) -> [Int] {
        let words = try needed().split(separator: ",", omittingEmptySubsequences: false)
        let codes = words.compactMap { Self.number($0) }.filter { (200...599).contains($0) }
        guard codes.count == words.count, codes.count <= ConsumerFault.statusesMax else {
            throw invalid("statuses from 200 to 599, as in 500,500,200")
        }
        return codes
    }

    /// A number such as `0.25`, in millionths.
    func probability() throws(ConsumerFaultProblem) -> Int {
        let parts = try needed().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let places = parts.count == 2 ? parts[1] : "0"
        if let whole = parts.first.flatMap(Self.number), whole <= 1, places.utf8.count <= 6,
            let part = Self.number(places)
        {
            let scale = (places.utf8.count..<6).reduce(1) { scale, _ in scale * 10 }
            let millionths = whole * 1_000_000 + part * scale
            if millionths <= 1_000_000 { return millionths }
        }
        throw invalid("a number from 0 to 1, as in 0.25")
    }

    func redirect() throws(ConsumerFaultProblem) -> ConsumerFault {
        let parts = (text ?? "301").split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts.count == 2 ? String(parts[1]) : "/elsewhere"
        guard let status = parts.first.flatMap(Self.number), [301, 302, 303, 307, 308].contains(status),
            !target.isEmpty, target.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw invalid("301, 302, 303, 307 or 308, and after a colon where it leads") }
        return .redirect(status: status, to: target)
    }

    func retryAfter() throws(ConsumerFaultProblem) -> ConsumerFault {
        var parts = try needed().split(separator: ":", omittingEmptySubsequences: false)
        let asDate = parts.last == "date"
        if asDate { parts.removeLast() }
        let status = parts.count == 2 ? Self.number(parts[0]) : 503
        guard (1...2).contains(parts.count), let status, (400...599).contains(status),
            let seconds = parts.last.flatMap(Self.number), seconds <= ConsumerFault.millisecondsMax / 1_000
        else { throw invalid("seconds, as in 30, 429:30 or 503:30:date") }
        return .retryAfter(status: status, seconds: seconds, asDate: asDate)
    }

    func duration() throws(ConsumerFaultProblem) -> Int? {
        guard let text else { return nil }
        return try milliseconds(text[...])
    }

    func neededDuration() throws(ConsumerFaultProblem) -> Int {
        try milliseconds(try needed()[...])
    }

    func durations() throws(ConsumerFaultProblem) -> ClosedRange<Int> {
        let text = try needed()
        guard let gap = text.firstRange(of: "..") else {
            let both = try milliseconds(text[...])
            return both...both
        }
        let first = try milliseconds(text[..<gap.lowerBound])
        let last = try milliseconds(text[gap.upperBound...])
        guard first <= last else { throw invalid("the shorter time first, as in 100ms..2s") }
        return first...last
    }

    func flap() throws(ConsumerFaultProblem) -> ConsumerFault {
        let parts = try needed().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw invalid("two times, as in 5s:1s") }
        return .flap(
            upMilliseconds: try milliseconds(parts[0]),
            downMilliseconds: try milliseconds(parts[1])
        )
    }

    private func milliseconds(_ text: Substring) throws(ConsumerFaultProblem) -> Int {
        let units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)]
        if let (unit, scale) = units.first(where: { text.hasSuffix($0.0) }),
            let count = Self.number(text.dropLast(unit.utf8.count)), count > 0,
            count <= ConsumerFault.millisecondsMax / scale
        {
            return count * scale
        }
        throw invalid("a time up to a day, as in 250ms, 10s or 5m")
    }

    /// Digits alone: `Int` alone would take a sign too.
    private static func number(_ text: Substring) -> Int? {
        guard text.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false else { return nil }
        return Int(text)
    }
}
