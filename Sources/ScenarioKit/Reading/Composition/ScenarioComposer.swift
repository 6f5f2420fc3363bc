import JSONKit

/// Puts a scenario together: its file over the files that it extends, then `--set`, then variables.
///
/// What comes out is one value whose parts know the place that they come from, in whichever text.
struct ScenarioComposer {
    /// All texts that were read; offsets of values are into this.
    private(set) var source: SourceText
    private let reading: Reading
    private let surroundings: ScenarioSurroundings

    init(_ source: SourceText, _ surroundings: ScenarioSurroundings, _ reading: Reading) {
        var source = source
        Self.hideSecrets(in: &source)
        self.source = source
        self.surroundings = surroundings
        self.reading = reading
    }

    /// Keys whose values are never shown, not even where a text cannot be read.
    static let secretKeys = ["secret", "secretPrevious"]

    /// Where the fields of a probe's requests stand, which may hold a token.
    static let probePath = ["probe", "headers"]

    /// What every secret begins with that the provider makes (000).
    private static let secretPrefix = "whsec_"

    private static func hideSecrets(in text: inout SourceText) {
        text.hideValues(ofKeys: secretKeys)
        text.hideObjects(ofKey: probePath[1], within: probePath[0])
        text.hideWords(beginningWith: secretPrefix)
    }

    /// The whole scenario; nil where something is wrong with how it is put together, which is reported.
    ///
    /// Throws where a text is no JSON5: then nothing more can be said of it.
    mutating func compose() throws(Diagnostic) -> JSONNode? {
        let own = try Self.parse(source.bytes, at: 0)
        var root = try extended(own)
        for assignment in surroundings.assignments {
            var text = SourceText(flag: "--set", value: assignment)
            Self.hideSecrets(in: &text)
            let start = source.append(text)
            root = Assignment(assignment, at: start).applied(to: root, reading)
        }
        guard reading.problemCount == 0 else { return nil }
        var variables = Variables(surroundings.variable, source: source, reading: reading)
        root = variables.filled(root)
        HalvesRule.check(root, reading)
        return reading.problemCount == 0 ? root : nil
    }

    private static func parse(_ bytes: [UInt8], at start: Int) throws(Diagnostic) -> JSONNode {
        do throws(Diagnostic) {
            let limits = JSONLimits(bytesMax: ScenarioLimits.fileBytesMax)
            let node = try JSONReader.read(bytes, dialect: .json5, limits: limits, loneSurrogates: .keep)
            return start == 0 ? node : node.shifted(by: start)
        } catch {
            throw Diagnostic(
                error.message,
                at: error.range.shifted(by: start),
                suggestion: error.suggestion
            )
        }
    }

    // MARK: Bases

    /// A scenario over all that it extends, the nearest first.
    private mutating func extended(_ own: JSONNode) throws(Diagnostic) -> JSONNode {
        var layers = [own]
        var chain = [source.name]
        while let layer = layers.last, let member = layer.member("extends"),
            let path = path(of: member.value, from: chain[chain.count - 1])
        {
            guard isNew(path, in: chain, at: member.value.range) else { break }
            guard layers.count <= ScenarioLimits.extendsMax else {
                reading.report(
                    "more than \(ScenarioLimits.extendsMax) files extend one another",
                    at: member.value.range
                )
                break
            }
            guard let base = try base(path, at: member.value.range) else { break }
            layers.append(base)
            chain.append(path)
        }
        guard layers.count > 1, reading.problemCount == 0 else { return own }
        var root = layers.removeLast().without(["portsim", "extends"])
        while let layer = layers.popLast() {
            root = (layers.isEmpty ? layer : layer.without(["portsim", "extends"])).merged(over: root)
        }
        return root.beginning(with: own.object?.first?.key)
    }

    /// The file that an `extends` names, seen from the file that it stands in.
    private func path(of value: JSONNode, from file: String) -> String? {
        // What is no text is told where the whole is looked at.
        guard value.string?.isEmpty == false else { return nil }
        var variables = Variables(surroundings.variable, source: source, reading: reading)
        guard let text = variables.filled(value).string, reading.problemCount == 0 else { return nil }
        return FilePath.joined(text, from: file)
    }

    /// Whether a file was not read before on the way here; where it was, the whole way is shown.
    private func isNew(_ path: String, in chain: [String], at range: SourceRange) -> Bool {
        let normal = FilePath.normal(path)
        guard let first = chain.firstIndex(where: { FilePath.normal($0) == normal }) else { return true }
        let circle = (chain[first...] + [path]).map(DisplayText.printable).joined(separator: " → ")
        reading.report("these files extend one another: \(circle)", at: range)
        return false
    }

    private mutating func base(_ path: String, at range: SourceRange) throws(Diagnostic) -> JSONNode? {
        var text: SourceText
        do throws(ScenarioFileError) {
            text = try surroundings.load(path)
        } catch {
            reading.report(DisplayText.printable(error.message), at: range)
            return nil
        }
        Self.hideSecrets(in: &text)
        let bytes = text.bytes
        let node = try Self.parse(bytes, at: source.append(text))
        guard let members = node.object else {
            reading.report("a base is an object, not \(node.words)", at: node.range)
            return nil
        }
        let opening = SourceRange(lower: node.range.lower, upper: node.range.lower + 1)
        guard let version = members.first, version.key == "portsim" else {
            reading.report("a base begins with 'portsim: 1'", at: members.first?.keyRange ?? opening)
            return nil
        }
        guard version.value.int64 == 1 else {
            reading.report(
                "this is written for another version; this one reads 'portsim: 1'",
                at: version.value.range
            )
            return nil
        }
        return node
    }
}
