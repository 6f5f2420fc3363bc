import JSONKit

/// One `--set path=value`: what a command line puts in place of what the files say.
///
/// The parts of a path are keys and places in lists, with dots between them; a backslash takes a dot, an
/// equals sign or a backslash into a key: `users.a\.b.uid=x`. The value is JSON5 where it can be read as
/// that, else a text: `seed=7` is a number, `name=seven` and `name='7'` are texts.
struct Assignment {
    private struct Key {
        var text: String
        var range: SourceRange
    }

    /// Most parts of a path: as deep as files may nest.
    private static let partsMax = 64

    private let keys: [Key]
    private let value: JSONNode
    private let range: SourceRange
    /// What is wrong with it as it is written.
    private let problem: Diagnostic?

    /// Reads an assignment that stands at an offset among the texts.
    init(_ text: String, at start: Int) {
        let bytes = Array(text.utf8)
        range = SourceRange(lower: start, upper: start + bytes.count)
        let (keys, end) = Self.path(bytes, at: start)
        self.keys = keys
        guard let end else {
            value = JSONNode(.null, at: range)
            problem = Diagnostic("write a path and a value, as in seed=7", at: range)
            return
        }
        value = Self.value(Array(bytes[(end + 1)...]), at: start + end + 1)
        if let empty = keys.first(where: \.text.isEmpty) {
            problem = Diagnostic("a part of this path is empty", at: empty.range)
        } else if keys.count > Self.partsMax {
            problem = Diagnostic("a path has at most \(Self.partsMax) parts", at: keys[Self.partsMax].range)
        } else if keys[0].text == "extends" {
            problem = Diagnostic("the file that is extended is read before this; change it there", at: range)
        } else {
            problem = nil
        }
    }

    /// A scenario with this in it; problems are reported and leave it as it is.
    func applied(to root: JSONNode, _ reading: Reading) -> JSONNode {
        if keys.contains(where: { ScenarioComposer.secretKeys.contains($0.text) })
            || keys.map(\.text).starts(with: ScenarioComposer.probePath)
        {
            reading.hide(value.range)
        }
        do throws(Diagnostic) {
            if let problem { throw problem }
            return try Self.set(value, at: keys[...], in: root, .object(.scenario))
        } catch {
            // Who knows what it was meant to set.
            reading.hide(value.range)
            reading.report(error.message, at: error.range, suggestion: error.suggestion)
            return root
        }
    }

    /// The value put where the keys lead, with what is missing on the way.
    private static func set(
        _ value: JSONNode,
        at keys: ArraySlice<Key>,
        in node: JSONNode?,
        _ kind: FieldKind?
    ) throws(Diagnostic) -> JSONNode {
        guard let key = keys.first else { return value }
        let rest = keys.dropFirst()
        switch node?.kind {
        case nil, .null?:
            guard kind?.isList ?? false else {
                return try set(value, at: keys, in: JSONNode(.object([]), at: key.range), kind)
            }
            return try set(value, at: keys, in: JSONNode(.array([]), at: key.range), kind)
        case .object(var members)?:
            let place = members.firstIndex { $0.exactKey.elementsEqual(key.text.utf8) }
            let old = place.map { members[$0].value }
            let new = JSONMember(
                key: key.text,
                keyRange: key.range,
                value: try set(value, at: rest, in: old, kind?.kind(below: key.text))
            )
            if let place { members[place] = new } else { members.append(new) }
            return JSONNode(.object(members), at: node?.range ?? key.range)
        case .array(var elements)?:
            guard let place = index(key.text), place <= elements.count else {
                let last = elements.count - 1
                let places = elements.isEmpty ? "" : last == 0 ? "0, or " : "0 to \(last), or "
                throw Diagnostic(
                    "\(Diagnostic.quoted(key.text)) is no place in this list; write \(places)\(elements.count) for one more",
                    at: key.range
                )
            }
            let old = place < elements.count ? elements[place] : nil
            let new = try set(value, at: rest, in: old, kind?.kind(below: key.text))
            if old == nil { elements.append(new) } else { elements[place] = new }
            return JSONNode(.array(elements), at: node?.range ?? key.range)
        case .bool?, .number?, .string?, .unpaired?:
            throw Diagnostic("this is inside \(node?.words ?? "nothing"), which has no parts", at: key.range)
        }
    }

    private static func index(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), text == "0" || !text.hasPrefix("0") else {
            return nil
        }
        return Int(text)
    }

    /// The keys up to the equals sign, and where that stands.
    private static func path(_ bytes: [UInt8], at start: Int) -> (keys: [Key], end: Int?) {
        var keys: [Key] = []
        var key: [UInt8] = []
        var lower = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                index += 1
                key.append(bytes[index])
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "=") {
                let range = SourceRange(lower: start + lower, upper: start + index)
                keys.append(Key(text: String(decoding: key, as: UTF8.self), range: range))
                if byte == UInt8(ascii: "=") { return (keys, index) }
                key = []
                lower = index + 1
            } else {
                key.append(byte)
            }
            index += 1
        }
        return (keys, nil)
    }

    private static func value(_ bytes: [UInt8], at start: Int) -> JSONNode {
        if let node = try? JSONReader.read(bytes, dialect: .json5, loneSurrogates: .keep) {
            return node.shifted(by: start)
        }
        let range = SourceRange(lower: start, upper: start + bytes.count)
        return JSONNode(.string(String(decoding: bytes, as: UTF8.self)), at: range)
    }
}

extension FieldKind {
    /// Whether a value of this kind is a list.
    fileprivate var isList: Bool {
        if case .list = self { true } else { false }
    }

    /// What a value of this kind holds under a key; nil where the tables do not say.
    fileprivate func kind(below key: String) -> FieldKind? {
        switch self {
        case .object(let shape): shape.allFields.first { $0.key == key }?.kind
        case .map(_, let value, _): value
        case .list(let element, _): element
        default: nil
        }
    }
}
