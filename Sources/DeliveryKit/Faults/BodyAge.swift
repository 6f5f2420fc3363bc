import JSONKit
import SimulationKit

/// Makes the body of a delivery as old as whoever sends it again after a long time has it.
enum BodyAge {
    /// The body with its times so much earlier, and with another id where one is given.
    ///
    /// Times are the envelope's and that of a job's change of state; what happened to an integration before
    /// stays.
    static func aged(
        _ body: [UInt8],
        by age: Int64,
        identifier: [UInt8]?,
        _ format: TimeFormat
    ) -> [UInt8] {
        guard let root = BodyTampering.read(body) else { return body }
        var edits: [(range: SourceRange, bytes: [UInt8])] = []
        if let node = root.member("id")?.value, let identifier {
            edits.append((node.range, quoted(identifier)))
        }
        for key in ["timestamp", "created_at"] {
            guard let node = root.member(key)?.value, let text = node.string,
                let moment = TimeFormat.moment(from: text)
            else { continue }
            var time: [UInt8] = []
            format.append(earlier(moment, by: age), to: &time)
            edits.append((node.range, quoted(time)))
        }
        if let node = root.member("data")?.value.member("timestamp")?.value, let milliseconds = node.int64 {
            let moment = earlier(Moment(milliseconds: milliseconds), by: age)
            edits.append((node.range, Array(String(moment.milliseconds).utf8)))
        }
        var bytes = body
        // From the back, so that what is found in front stays where it is.
        for edit in edits.sorted(by: { $0.range.lower > $1.range.lower }) {
            bytes.replaceSubrange(edit.range.lower..<edit.range.upper, with: edit.bytes)
        }
        return bytes
    }

    /// The moment so much earlier, as far back as one can be written.
    static func earlier(_ moment: Moment, by age: Int64) -> Moment {
        let (milliseconds, overflow) = moment.milliseconds.subtractingReportingOverflow(age)
        guard !overflow else { return .earliest }
        return min(max(Moment(milliseconds: milliseconds), .earliest), .latest)
    }

    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")]
    }
}
