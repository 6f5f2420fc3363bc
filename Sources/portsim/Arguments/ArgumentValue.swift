import ConsumerKit
import DeliveryKit
import ScenarioKit
import SimulationKit

/// Turns the text of flag values into values, or says what was expected instead.
enum ArgumentValue {
    static func integer<Value: FixedWidthInteger>(
        _ flag: Flag,
        in scanned: ScannedArguments,
        range: ClosedRange<Value>
    ) throws(UsageError) -> Value? {
        guard let text = scanned.value(flag) else { return nil }
        guard let value = Value(text), range.contains(value) else {
            throw .valueInvalid(
                flag,
                value: text,
                expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
                suggestion: nil
            )
        }
        return value
    }

    static func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ flag: Flag,
        in scanned: ScannedArguments,
        of type: Value.Type
    ) throws(UsageError) -> Value? {
        guard let text = scanned.value(flag) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = Value.allCases.map(\.rawValue)
        throw .valueInvalid(
            flag,
            value: text,
            expected: "one of \(known.joined(separator: ", "))",
            suggestion: DidYouMean.nearest(to: text, among: known)
        )
    }

    /// One of a command's words, which stands without a flag.
    static func kind<Value: RawRepresentable<String> & CaseIterable>(
        _ word: String,
        of command: Command
    ) throws(UsageError) -> Value {
        if let value = Value(rawValue: word) { return value }
        let known = Value.allCases.map(\.rawValue)
        let suggestion = DidYouMean.nearest(to: word, among: known)
        throw .kindUnknown(word, of: command, known: known, suggestion: suggestion)
    }

    static func speed(in scanned: ScannedArguments) throws(UsageError) -> Speed? {
        guard let text = scanned.value(.speed) else { return nil }
        if let speed = Speed(text) { return speed }
        throw .valueInvalid(
            .speed,
            value: text,
            expected: "instant, realtime, or a factor from 1x to \(Speed.factorMax)x",
            suggestion: DidYouMean.nearest(to: text, among: ["instant", "realtime", "100x"])
        )
    }

    static func duration(
        _ flag: Flag,
        in scanned: ScannedArguments,
        canBeZero: Bool = false
    ) throws(UsageError) -> Int64? {
        guard let text = scanned.value(flag) else { return nil }
        if let milliseconds = try? DurationText.milliseconds(text), milliseconds > 0 || canBeZero {
            return milliseconds
        }
        throw .valueInvalid(
            flag,
            value: text,
            expected: "a number with its unit, as in 250ms, 10s, 5m, 2h or 1d",
            suggestion: (try? DurationText.milliseconds(text + "s")) == nil ? nil : text + "s"
        )
    }

    static func profile(in scanned: ScannedArguments) throws(UsageError) -> Profile? {
        guard let text = scanned.value(.profile) else { return nil }
        if let profile = Profile.all.first(where: { $0.name == text }) { return profile }
        let known = Profile.all.map(\.name)
        throw .valueInvalid(
            .profile,
            value: text,
            expected: "one of \(known.joined(separator: ", "))",
            suggestion: DidYouMean.nearest(to: text, among: known)
        )
    }

    static func persona(in scanned: ScannedArguments) throws(UsageError) -> Persona? {
        guard let text = scanned.value(.persona) else { return nil }
        if let persona = Persona.named(text) { return persona }
        throw .valueInvalid(
            .persona,
            value: text,
            expected: "one of those that 'portsim list personas' shows",
            suggestion: DidYouMean.nearest(to: text, among: Persona.all.map(\.name))
        )
    }

    static func fault(in scanned: ScannedArguments) throws(UsageError) -> ConsumerFault? {
        guard let text = scanned.value(.fault) else { return nil }
        do throws(ConsumerFaultProblem) {
            return try ConsumerFault(text)
        } catch {
            let known = ConsumerFaultName.allCases.map(\.rawValue)
            var suggestion: String?
            let expected: String
            switch error {
            case .unknown(let name):
                expected = "one of those that 'portsim list faults' shows"
                suggestion = DidYouMean.nearest(to: name, among: known)
            case .argumentMissing(let name): expected = "an argument, as in \(name.usage)"
            case .argumentUnwanted(let name):
                expected = "no argument with it"
                suggestion = name.rawValue
            case .argumentInvalid(_, let words): expected = words
            }
            throw .valueInvalid(.fault, value: text, expected: expected, suggestion: suggestion)
        }
    }

    static func fields(in scanned: ScannedArguments) throws(UsageError) -> [ExtraField] {
        var fields: [ExtraField] = []
        for text in scanned.all(.extraHeader) {
            do throws(ExtraField.Problem) {
                fields.append(try ExtraField(text))
            } catch {
                throw .fieldInvalid(text, error)
            }
        }
        return fields
    }

    static func assignments(in scanned: ScannedArguments) throws(UsageError) -> [String] {
        for text in scanned.all(.set) where !text.contains("=") {
            throw .valueInvalid(
                .set,
                value: text,
                expected: "a path, an equals sign and a value, as in seed=7",
                suggestion: nil
            )
        }
        return scanned.all(.set)
    }

    static func endpoints(in scanned: ScannedArguments) throws(UsageError) -> [String] {
        for text in scanned.all(.endpoint) where !text.hasPrefix("http://") && !text.hasPrefix("https://") {
            let isBareHost = !text.contains("://")
            throw .valueInvalid(
                .endpoint,
                value: text,
                expected: "a URL that begins with http:// or https://",
                suggestion: isBareHost ? "http://" + Printable.escaped(text) : nil
            )
        }
        return scanned.all(.endpoint)
    }

    static func reports(in scanned: ScannedArguments) throws(UsageError) -> [ReportRequest] {
        var requests: [ReportRequest] = []
        for text in scanned.all(.report).flatMap({
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }) {
            let request = try report(String(text))
            guard !requests.contains(where: { $0.path == request.path }) else {
                throw .reportsShareAPath(request.path)
            }
            requests.append(request)
        }
        return requests
    }

    private static func report(_ text: String) throws(UsageError) -> ReportRequest {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        let known = ReportFormat.allCases.map(\.rawValue)
        if parts.count == 2, let format = ReportFormat(rawValue: parts[0]), !parts[1].isEmpty {
            return ReportRequest(format: format, path: parts[1])
        }
        throw .valueInvalid(
            .report,
            value: text,
            expected: "FORMAT=PATH with a format of: \(known.joined(separator: ", "))",
            suggestion: DidYouMean.nearest(to: parts[0], among: known).map { name in
                let path = parts.count == 2 && !parts[1].isEmpty ? Printable.escaped(parts[1]) : "PATH"
                return "\(name)=\(path)"
            }
        )
    }
}
