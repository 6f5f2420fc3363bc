import JSONKit

extension Finding {
    /// The finding as a run file keeps it, with the place of its expectation.
    func recorded(place: Int) -> JSONObject {
        var object: JSONObject = [
            "place": .count(place), "id": .string(id), "name": .string(name),
            "severity": .string(severity.rawValue), "verdict": .string(verdict.rawValue),
            "message": .string(message), "items": .array(evidence.items.map(\.recorded)),
            "omitted": .count(evidence.omittedCount),
        ]
        if let expected = evidence.expected { object["expected"] = .string(expected) }
        if let actual = evidence.actual { object["actual"] = .string(actual) }
        return object
    }

    /// Reads what `recorded` wrote; nil for anything else.
    init?(recorded value: JSONValue) {
        guard let id = value["id"]?.string, let name = value["name"]?.string,
            let severity = value["severity"]?.string.flatMap(Severity.init(rawValue:)),
            let verdict = value["verdict"]?.string.flatMap(FindingVerdict.init(rawValue:)),
            let message = value["message"]?.string
        else { return nil }
        let items = (value["items"]?.array ?? []).compactMap { FindingEvidence.Item(recorded: $0) }
        self.init(
            id: id,
            name: name,
            severity: severity,
            verdict: verdict,
            message: message,
            evidence: FindingEvidence(
                items: items,
                omittedCount: value["omitted"]?.int64 ?? 0,
                expected: value["expected"]?.string,
                actual: value["actual"]?.string
            )
        )
    }
}

extension FindingEvidence.Item {
    fileprivate var recorded: JSONValue {
        switch place {
        case .delivery(let sequence): ["delivery": .count(sequence), "text": .string(text)]
        case .attempt(let sequence, number: let number):
            ["delivery": .count(sequence), "attempt": .count(number), "text": .string(text)]
        case .probe(let read): ["probe": .count(read), "text": .string(text)]
        case .exchange(let number): ["exchange": .count(number), "text": .string(text)]
        }
    }

    fileprivate init?(recorded value: JSONValue) {
        guard let text = value["text"]?.string else { return nil }
        if let read = value["probe"]?.int64 {
            self.init(.probe(Int(read)), text)
        } else if let number = value["exchange"]?.int64 {
            self.init(.exchange(Int(number)), text)
        } else if let sequence = value["delivery"]?.int64 {
            let number = value["attempt"]?.int64.map { Int32(clamping: $0) }
            self.init(
                number.map { .attempt(delivery: sequence, number: $0) } ?? .delivery(sequence),
                text
            )
        } else {
            return nil
        }
    }
}
