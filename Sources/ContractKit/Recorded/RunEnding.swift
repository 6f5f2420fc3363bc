package import DeliveryKit
import JSONKit

/// How a run ended and what was found at that moment alone, as its run file keeps it.
package struct RunEnding: Equatable, Sendable {
    /// The version of the form.
    package static let version: Int64 = 1

    /// Why it ended before the end; nil when nothing more could happen.
    package var stopped: EngineStop.Reason?
    /// The digest of all bodies, in lower-case hex.
    package var digest: String
    /// Real time from the start of sending to the end.
    package var wallNanoseconds: Int64
    /// Simulated time from the start to the last thing that happened.
    package var simulatedMilliseconds: Int64
    /// Events by the raw value of their type.
    package var eventCounts: [Int64]
    /// What the consumer said of itself.
    package var probes: ProbeReport
    /// What was found by secrets, which no file holds, by the place of the expectation.
    package var requests: [Int: Finding] = [:]

    /// Describes the end of a run.
    package init(_ report: EngineReport, probes: ProbeReport) {
        stopped = report.stopped ?? probes.stopped
        digest = report.digest.hex
        wallNanoseconds = report.wallNanoseconds
        simulatedMilliseconds = report.simulatedMilliseconds
        eventCounts = report.eventCounts
        self.probes = probes
    }

    /// The ending as a text.
    package var text: String {
        var root: JSONObject = ["version": .count(Self.version)]
        switch stopped {
        case .signal(let number)?: root["stopped"] = ["signal": .count(number)]
        case .timeIsUp?: root["stopped"] = "time"
        case .decided?: root["stopped"] = "decided"
        case .asked?: root["stopped"] = "asked"
        case nil: root["stopped"] = nil
        }
        root["digest"] = .string(digest)
        root["wallNanoseconds"] = .count(wallNanoseconds)
        root["simulatedMilliseconds"] = .count(simulatedMilliseconds)
        root["eventCounts"] = .array(eventCounts.map { .count($0) })
        root["probes"] = .array(
            probes.outcomes.sorted { $0.key < $1.key }.map { .object($0.value.recorded(place: $0.key)) }
        )
        root["reads"] = .array(probes.reads.map(\.recorded))
        root["requests"] = .array(
            requests.sorted { $0.key < $1.key }.map { .object($0.value.recorded(place: $0.key)) }
        )
        return String(decoding: JSONWriter.bytes(of: .object(root)), as: UTF8.self)
    }

    /// Reads an ending; nil for one that is not whole or of a later version.
    package init?(_ text: String) {
        guard let root = RecordedText.object(text, version: Self.version),
            let digest = root["digest"]?.string, let wall = root["wallNanoseconds"]?.int64,
            let simulated = root["simulatedMilliseconds"]?.int64,
            let counts = root["eventCounts"]?.array?.compactMap(\.int64)
        else { return nil }
        if let number = root["stopped"]?["signal"]?.int64 {
            stopped = .signal(Int32(clamping: number))
        } else if let word = root["stopped"]?.string {
            stopped = word == "decided" ? .decided : word == "asked" ? .asked : .timeIsUp
        }
        self.digest = digest
        wallNanoseconds = wall
        simulatedMilliseconds = simulated
        eventCounts = counts
        probes = ProbeReport()
        probes.stopped = stopped
        for value in root["probes"]?.array ?? [] {
            guard let place = value["place"]?.int64, let outcome = ProbeOutcome(recorded: value) else {
                return nil
            }
            probes.outcomes[Int(place)] = outcome
        }
        for value in root["reads"]?.array ?? [] {
            guard let read = ProbeReport.Read(recorded: value) else { return nil }
            probes.reads.append(read)
        }
        for value in root["requests"]?.array ?? [] {
            guard let place = value["place"]?.int64, let finding = Finding(recorded: value) else {
                return nil
            }
            requests[Int(place)] = finding
        }
    }
}

extension ProbeOutcome {
    fileprivate func recorded(place: Int) -> JSONObject {
        switch self {
        case .held(let value): value.recorded(place: place, "held")
        case .differed(let value): value.recorded(place: place, "differed")
        case .unreadable(let reason): ["place": .count(place), "unreadable": .string(reason)]
        case .unasked(let reason): ["place": .count(place), "unasked": .string(reason)]
        }
    }

    fileprivate init?(recorded value: JSONValue) {
        if let reason = value["unreadable"]?.string {
            self = .unreadable(reason)
        } else if let reason = value["unasked"]?.string {
            self = .unasked(reason)
        } else if let text = value["value"]?.string, let elapsed = value["elapsed"]?.int64,
            let read = value["read"]?.int64, let outcome = value["outcome"]?.string
        {
            let value = ProbedValue(text: text, elapsedMilliseconds: elapsed, read: Int(read))
            self = outcome == "held" ? .held(value) : .differed(value)
        } else {
            return nil
        }
    }
}

extension ProbedValue {
    fileprivate func recorded(place: Int, _ outcome: JSONValue) -> JSONObject {
        [
            "place": .count(place), "outcome": outcome, "value": .string(text),
            "elapsed": .count(elapsedMilliseconds), "read": .count(read),
        ]
    }
}

extension ProbeReport.Read {
    fileprivate var recorded: JSONValue {
        var object: JSONObject = [
            "subject": .string(subject), "elapsed": .count(elapsedMilliseconds),
        ]
        if let value { object["value"] = .string(value) }
        if let failure { object["failure"] = .string(failure) }
        return .object(object)
    }

    fileprivate init?(recorded value: JSONValue) {
        guard let subject = value["subject"]?.string, let elapsed = value["elapsed"]?.int64 else {
            return nil
        }
        self.init(
            subject: subject,
            elapsedMilliseconds: elapsed,
            value: value["value"]?.string,
            failure: value["failure"]?.string
        )
    }
}
