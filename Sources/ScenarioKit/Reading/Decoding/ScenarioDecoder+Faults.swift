import DeliveryKit
import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads what befalls the run; what is reported leaves out the fault.
    mutating func decodeFaults(_ cursors: [ValueCursor]) {
        for cursor in cursors {
            guard var fault = cursor.object() else { continue }
            let kind = decodeKind(&fault)
            let target = fault["where"]?.object().flatMap { decodeTarget($0, of: kind?.name) }
            let hasTarget = fault["where"] != nil
            let choice = decodeChoice(&fault, of: kind?.name)
            guard let kind, let choice, !hasTarget || target != nil else { continue }
            let made = Fault(
                kind,
                target: target ?? FaultTarget(),
                choice: choice,
                latenessMaxMilliseconds: delivery.retry.latenessMaxMilliseconds(
                    timeoutMilliseconds: delivery.timeoutMilliseconds
                )
            )
            faults.append(made)
            warn(of: made, fault)
        }
    }

    private func decodeTarget(_ cursor: ObjectCursor, of name: FaultName?) -> FaultTarget? {
        var cursor = cursor
        let problems = reading.problemCount
        let attempt = cursor["attempt"]
        let number = attempt?.integer()
        let target = FaultTarget(
            event: cursor["event"]?.event(),
            user: cursor["user"]?.user(of: users),
            webhook: cursor["webhook"]?.webhook(of: webhooks),
            attempt: number.map(Int.init),
            nth: cursor["nth"]?.integer()
        )
        if let name, let attempt, !name.stage.isOfAttempts {
            attempt.report(
                "'\(name.rawValue)' happens before there is an attempt: 'attempt' does not go with it"
            )
        } else if let attempt, let number, number > delivery.retry.attemptsMax {
            attempt.report(
                "a delivery has \(delivery.retry.attemptsMax) attempts here: there is no attempt \(number)"
            )
        }
        if let name, name.stage == .job, name != .statusVocabulary, let webhook = cursor["webhook"] {
            webhook.report(
                "'\(name.rawValue)' befalls a job, whoever is told of it: 'webhook' does not go with it"
            )
        }
        if name == .crash {
            for key in ["event", "user", "webhook"] {
                cursor[key]?.report("'crash' befalls this program: only 'nth' goes with it")
            }
        }
        cursor.finish()
        return reading.problemCount == problems ? target : nil
    }

    private func decodeChoice(_ fault: inout ObjectCursor, of name: FaultName?) -> FaultChoice? {
        let problems = reading.problemCount
        let probability = fault["p"]
        let count = fault["count"]
        let window = fault["window"]
        let given = ["p", "count", "window"].filter { fault.keyRange($0) != nil }
        for key in given.dropFirst() {
            guard let place = fault.keyRange(key) else { continue }
            reading.report("a fault has one of 'p', 'count' and 'window': remove '\(key)'", at: place)
        }
        if name == .crash, let key = given.first, let place = fault.keyRange(key) {
            reading.report("'crash' happens once: '\(key)' does not go with it", at: place)
        }
        var choice = FaultChoice.every
        if let value = probability?.decimal() {
            choice = .probability(Probability(billionths: UInt64(value)))
        }
        if let value = count?.integer() { choice = .count(value) }
        if let cursor = window?.object(), let span = decodeWindow(cursor) { choice = .window(span) }
        return reading.problemCount == problems ? choice : nil
    }

    private func decodeWindow(_ cursor: ObjectCursor) -> Range<Moment>? {
        var cursor = cursor
        let end = cursor["to"]
        let from = start + (cursor["from"]?.duration() ?? 0)
        let to = end?.duration().map { start + $0 } ?? (end == nil ? .latest : from)
        cursor.finish()
        guard let end, end.node.string != nil else { return from < to ? from..<to : nil }
        return span(from, to, at: end)
    }

    private func span(_ from: Moment, _ to: Moment, at end: ValueCursor) -> Range<Moment>? {
        guard from < to else {
            end.report("'to' is not after 'from'")
            return nil
        }
        return from..<to
    }

    private mutating func decodeKind(_ fault: inout ObjectCursor) -> FaultKind? {
        guard let word = fault["fault"]?.choice(), let name = FaultName(rawValue: word) else { return nil }
        switch name {
        case .jobFail: return .jobFail(reason: fault["reason"]?.text())
        case .jobStall: return .jobStall
        case .statusVocabulary:
            return .statusVocabulary(fault["as"]?.choice() == "INACTIVE" ? .inactive : .active)
        case .unknownEvent: return .unknownEvent
        case .unknownField: return .unknownField
        case .dialect:
            _ = fault["to"]?.choice()
            return Profile.all.firstIndex { $0.name == Profile.kryptosV2.name }.map {
                .dialect(toProfile: $0)
            }
        case .wire: return fault["as"]?.choice(FaultKind.Spelling.self).map { .wire($0) }
        case .clockSkew:
            guard let value = fault["by"] else { return nil }
            if value.node.string == Self.equalTimes { return .clockSkew(byMilliseconds: nil) }
            return skew(value).map { .clockSkew(byMilliseconds: $0) }
        case .fanOut: return .fanOut(count: fault["n"]?.integer().map(Int.init) ?? 2)
        case .drop: return .drop
        case .duplicate:
            return .duplicate(
                copies: fault["copies"]?.integer().map(Int.init) ?? 1,
                gapMilliseconds: fault["gap"]?.duration() ?? 0
            )
        case .reorder: return .reorder(span: fault["span"]?.integer().map(Int.init) ?? 1)
        case .delay:
            let overtakes = fault["overtake"]?.flag() ?? false
            return fault["dist"]?.distribution().map { .delay($0, overtakes: overtakes) }
        case .outage:
            let end = fault["to"]
            let from = fault["from"]?.duration()
            guard let end, let from, let to = end.duration() else { return nil }
            return span(start + from, start + to, at: end).map { .outage($0) }
        case .burst: return fault["size"]?.integer().map { .burst(size: Int($0)) }
        case .secret, .tamper, .stripHeader, .headerMismatch, .staleReplay, .sever, .dribble, .giveUpEarly,
            .loseAnswer, .crash:
            return decodeAttemptKind(name, &fault)
        }
    }

    private func decodeAttemptKind(_ name: FaultName, _ fault: inout ObjectCursor) -> FaultKind? {
        switch name {
        case .secret: return .secret(fault["as"]?.choice() ?? .other)
        case .tamper:
            guard let value = fault["pointer"] else { return .tamper(nil) }
            return value.text().flatMap { text in
                do throws(JSONPointerError) {
                    return .tamper(try JSONPointer(text))
                } catch {
                    value.report(error.message)
                    return nil
                }
            }
        case .stripHeader: return fault["name"]?.choice().map { .stripHeader(name: $0.lowercased()) }
        case .headerMismatch: return .headerMismatch(fault["of"]?.choice() ?? .event)
        case .staleReplay: return .staleReplay(ageMilliseconds: fault["age"]?.duration() ?? 30 * 86_400_000)
        case .sever: return fault["after"].flatMap(severPoint).map { .sever($0) }
        case .dribble: return fault["bytesPerSec"]?.integer().map { .dribble(bytesPerSecond: Int($0)) }
        case .giveUpEarly: return .giveUpEarly(afterMilliseconds: Int(fault["after"]?.duration() ?? 50))
        case .crash: return fault["at"]?.choice(CrashPoint.self).map { .crash($0) }
        case .loseAnswer: return .loseAnswer
        case .jobFail, .jobStall, .statusVocabulary, .unknownEvent, .unknownField, .dialect, .wire,
            .clockSkew, .fanOut, .drop, .duplicate, .reorder, .delay, .outage, .burst:
            preconditionFailure("'\(name.rawValue)' is no fault of attempts")
        }
    }

    /// How much a clock is ahead, or behind where the text begins with a minus.
    private func skew(_ value: ValueCursor) -> Int64? {
        guard let text = value.text() else { return nil }
        let isBehind = text.hasPrefix("-")
        do throws(DurationText.Problem) {
            let milliseconds = try DurationText.milliseconds(isBehind ? String(text.dropFirst()) : text)
            guard milliseconds > 0 else {
                value.report("a clock that is wrong by nothing is right")
                return nil
            }
            return isBehind ? -milliseconds : milliseconds
        } catch {
            value.report(
                "\(error.message(of: text)); or '\(Self.equalTimes)'",
                suggestion: Suggestion.nearest(to: text, among: [Self.equalTimes])
            )
            return nil
        }
    }

    /// For a clock that stands.
    private static let equalTimes = "equal"

    private func severPoint(_ value: ValueCursor) -> FaultKind.SeverPoint? {
        guard let text = value.text() else { return nil }
        if text == "headers" { return .headers }
        if text == "body" { return .body }
        let prefix = "bytes:"
        if text.hasPrefix(prefix), let count = Int(text.dropFirst(prefix.count)),
            (0...Self.severedBytesMax).contains(count)
        {
            return .bytes(count)
        }
        value.report(
            "'after' is 'headers', 'body' or 'bytes:' and a number up to \(Self.severedBytesMax)",
            suggestion: Suggestion.nearest(to: text, among: ["headers", "body"])
        )
        return nil
    }

    /// More than any request has.
    private static let severedBytesMax = 10_000_000
}
