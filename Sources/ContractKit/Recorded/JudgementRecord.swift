import JSONKit
import SimulationKit

/// What a run is judged by, as its run file keeps it: enough to judge it again without its scenario.
///
/// One object of JSON with a version of its own; names are those of scenario files, and everything that refers
/// to a user, an integration or a webhook holds what deliveries carry. Whoever makes one masks its expectations.
package struct JudgementRecord: Equatable, Sendable {
    /// The version of the form.
    package static let version: Int64 = 1

    /// What must be true of the run.
    package var expectations: [Expectation]
    /// Bounds on figures.
    package var thresholds: [Threshold]
    /// What the consumer was asked, by name, as templates; for readers.
    package var reads: [ProbeDefinition.Read]

    /// Records what a run is judged by.
    package init(
        expectations: [Expectation],
        thresholds: [Threshold] = [],
        reads: [ProbeDefinition.Read] = []
    ) {
        self.expectations = expectations
        self.thresholds = thresholds
        self.reads = reads
    }

    /// The record as a text.
    package var text: String {
        var root = JSONObject()
        root["version"] = .number(JSONNumber(Self.version))
        root["expectations"] = .array(expectations.map { .object($0.recorded) })
        root["thresholds"] = .object(
            JSONObject(thresholds.map { ($0.metric.rawValue, .string($0.limit.text)) })
        )
        root["reads"] = .object(JSONObject(reads.map { ($0.name, .string($0.template.text)) }))
        return String(decoding: JSONWriter.bytes(of: .object(root)), as: UTF8.self)
    }

    /// Reads a record; nil for one that is not whole or of a later version.
    package init?(_ text: String) {
        guard let root = RecordedText.object(text, version: Self.version),
            let expectations = root["expectations"]?.array?.map({ Expectation(recorded: $0) }),
            !expectations.contains(nil)
        else { return nil }
        self.expectations = expectations.compactMap(\.self)
        thresholds = []
        for (name, value) in root["thresholds"]?.object?.members ?? [] {
            guard let metric = Metric(rawValue: name), let text = value.string,
                let limit = try? MetricLimit(text, unit: metric.unit)
            else { return nil }
            thresholds.append(Threshold(metric, limit))
        }
        reads = []
        for (name, value) in root["reads"]?.object?.members ?? [] {
            guard let text = value.string, let template = try? ProbeTemplate(text) else { return nil }
            reads.append(ProbeDefinition.Read(name: name, template: template))
        }
    }
}

/// What the notes of a run file have in common.
enum RecordedText {
    /// More than any run notes: a thousand findings with their evidence come to some 16 MiB.
    static let limits = JSONLimits(bytesMax: 64 << 20, depthMax: 128, valuesMax: 8_000_000)

    /// The object of a note, of this version or an earlier one; nil for what is no such note, or beyond the limits.
    static func object(_ text: String, version: Int64) -> JSONObject? {
        guard text.utf8.count <= limits.bytesMax,
            let root = try? JSONReader.read(Array(text.utf8), dialect: .json, limits: limits).value.object,
            let found = root["version"]?.int64, (1...version).contains(found)
        else { return nil }
        return root
    }
}

extension JSONValue {
    /// A whole number.
    static func count(_ number: some BinaryInteger) -> JSONValue { .number(JSONNumber(number)) }
}
