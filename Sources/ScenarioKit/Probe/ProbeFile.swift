package import ContractKit
package import DeliveryKit
package import JSONKit

/// What a probe file says: where a consumer tells what it believes, and what it can be asked to do for checks.
package struct ProbeFile: Sendable {
    /// Where it tells what it believes.
    package let probe: ProbeDefinition
    /// A URL whose POST makes it forget everything; nil where there is none.
    package let reset: WebhookURL?
    /// A URL whose POST makes the next authentic delivery fail before any work; nil where there is none.
    package let failNext: WebhookURL?
    /// The secret before the last rotation; nil where the consumer knows no other.
    package let previousSecret: String?

    /// Reads a probe file; throws everything that is wrong with it, a syntax error alone.
    ///
    /// Plain `http` beyond this machine is refused unless it is allowed. Variables are filled in as in scenarios.
    package static func read(
        _ source: SourceText,
        allowsInsecure: Bool,
        variable: @escaping @Sendable (String) -> String? = { _ in nil }
    ) throws(ScenarioProblems) -> ProbeFile {
        let reading = Reading()
        var file: ProbeFile?
        do throws(Diagnostic) {
            let limits = JSONLimits(bytesMax: ScenarioLimits.fileBytesMax)
            let root = try JSONReader.read(source.bytes, dialect: .json5, limits: limits)
            var variables = Variables(variable, source: source, reading: reading)
            file = decode(variables.filled(root), allowsInsecure, reading)
        } catch {
            throw ScenarioProblems(diagnostics: [error], omittedCount: 0, source: source)
        }
        guard let file, reading.problemCount == 0 else {
            var shown = source
            for range in reading.hidden { shown.hide(range) }
            throw ScenarioProblems(
                diagnostics: reading.diagnostics,
                omittedCount: reading.problemCount - reading.diagnostics.count,
                source: shown
            )
        }
        return file
    }

    private static func decode(_ root: JSONNode, _ allowsInsecure: Bool, _ reading: Reading) -> ProbeFile? {
        let whole = ValueCursor(root, .object(.probeFile), label: "a probe file", reading)
        guard var object = whole.object() else { return nil }
        let reset = object["reset"]?.url(allowsInsecure: allowsInsecure)
        let failNext = object["failNext"]?.url(allowsInsecure: allowsInsecure)
        let previous = object["secretPrevious"]
        if let previous { reading.hide(previous.node.range) }
        let previousSecret = previous?.secret()
        var decoder = ScenarioDecoder(reading: reading, overrides: ScenarioOverrides())
        decoder.allowsInsecure = allowsInsecure
        decoder.decodeProbe(object)
        guard let probe = decoder.probe else { return nil }
        return ProbeFile(probe: probe, reset: reset, failNext: failNext, previousSecret: previousSecret)
    }
}

extension Shape {
    /// A probe file: what `probe` is in a scenario, and what else checks can ask of a consumer.
    static let probeFile = Shape(
        "a probe file",
        "Where the consumer tells what it believes, and what it can be asked to do for checks.",
        Shape.probe.fields + [
            Field("reset", .url, "A URL whose POST makes the consumer forget everything."),
            Field(
                "failNext",
                .url,
                "A URL whose POST makes the next authentic delivery fail before any work."
            ),
            Field(
                "secretPrevious",
                .secret(bytes: 1...ScenarioLimits.textBytesMax),
                "The secret before the last rotation, which the consumer still takes."
            ),
        ]
    )
}
