import JSONKit

/// Fills in what texts take from the environment: `${NAME}`, and `${NAME:-default}` where it is unset or empty.
///
/// `$${` writes `${` itself. What a variable holds is taken as it is, and is not looked at for more variables.
/// Keys hold none.
struct Variables {
    private let variable: (String) -> String?
    private let source: SourceText
    private let reading: Reading
    /// How many bytes the texts with variables have come to.
    private var byteCount = 0
    private var isFull = false

    init(_ variable: @escaping (String) -> String?, source: SourceText, reading: Reading) {
        self.variable = variable
        self.source = source
        self.reading = reading
    }

    /// A value with its variables filled in; what is wrong with one is reported.
    mutating func filled(_ node: JSONNode) -> JSONNode { changed(node) ?? node }

    /// The value where something in it changes; nil where nothing does.
    private mutating func changed(_ node: JSONNode) -> JSONNode? {
        switch node.kind {
        case .null, .bool, .number: return nil
        case .string(let text):
            guard text.utf8.contains(Self.dollar), let filled = filled(Array(text.utf8), of: node.range)
            else {
                return nil
            }
            return JSONNode(.string(String(decoding: filled, as: UTF8.self)), at: node.range)
        case .unpaired(let text):
            guard let filled = filled(text.bytes, of: node.range) else { return nil }
            // What stood between two halves may have come to nothing.
            switch UnpairedText.read(filled) {
            case .valid(let string): return JSONNode(.string(string), at: node.range)
            case .unpaired(let text): return JSONNode(.unpaired(text), at: node.range)
            }
        case .array(var elements):
            var isChanged = false
            for place in elements.indices {
                guard let element = changed(elements[place]) else { continue }
                elements[place] = element
                isChanged = true
            }
            return isChanged ? JSONNode(.array(elements), at: node.range) : nil
        case .object(var members):
            var isChanged = false
            for place in members.indices {
                if members[place].key.utf8.contains(Self.dollar), members[place].key.contains("${") {
                    reading.report("'${' begins a variable, and keys have none", at: members[place].keyRange)
                }
                guard let value = changed(members[place].value) else { continue }
                members[place].value = value
                isChanged = true
            }
            return isChanged ? JSONNode(.object(members), at: node.range) : nil
        }
    }

    /// The text with its variables filled in; nil where it has none, or they are wrong.
    private mutating func filled(_ bytes: [UInt8], of range: SourceRange) -> [UInt8]? {
        var text: [UInt8] = []
        var index = 0
        var isChanged = false
        while index < bytes.count {
            if bytes[index...].starts(with: Self.escaped) {
                text += Self.opening
                index += Self.escaped.count
                isChanged = true
            } else if bytes[index...].starts(with: Self.opening) {
                let end = bytes[index...].firstIndex(of: Self.closing)
                let place = place(of: index..<(end.map { $0 + 1 } ?? bytes.count), in: bytes, range)
                guard let end else {
                    reading.report("'${' begins a variable, and its '}' is missing", at: place)
                    return nil
                }
                guard let value = value(Array(bytes[(index + Self.opening.count)..<end]), at: place) else {
                    return nil
                }
                text += value.utf8
                index = end + 1
                isChanged = true
            } else {
                text.append(bytes[index])
                index += 1
            }
            guard text.count + byteCount <= ScenarioLimits.fileBytesMax else { return refuse(at: range) }
        }
        guard isChanged else { return nil }
        byteCount += text.count
        return text
    }

    private mutating func refuse(at range: SourceRange) -> [UInt8]? {
        if !isFull {
            reading.report("with their variables filled in, these texts have more than 8 MiB", at: range)
        }
        isFull = true
        return nil
    }

    /// What stands between the braces, filled in.
    private func value(_ content: [UInt8], at range: SourceRange) -> String? {
        let name = content.prefix(while: Self.isNameByte)
        let rest = Array(content.dropFirst(name.count))
        let isName = name.first.map { !(48...57).contains($0) } ?? false
        guard isName, rest.isEmpty || rest.starts(with: Self.otherwise) else {
            reading.report("a variable is written '${NAME}' or '${NAME:-default}'", at: range)
            return nil
        }
        let word = String(decoding: name, as: UTF8.self)
        if rest.isEmpty {
            if let value = variable(word) { return value }
            reading.report(
                "the variable \(Diagnostic.quoted(word)) is not set; set it, or give it a default: '${\(word.prefix(40)):-default}'",
                at: range
            )
            return nil
        }
        let standard = String(decoding: rest.dropFirst(Self.otherwise.count), as: UTF8.self)
        guard !standard.contains("${") else {
            reading.report("there is no variable inside the default of another", at: range)
            return nil
        }
        return variable(word).flatMap { $0.isEmpty ? nil : $0 } ?? standard
    }

    /// The place of a part of a text, or of all of it where it is spelled with escapes.
    private func place(of part: Range<Int>, in bytes: [UInt8], _ range: SourceRange) -> SourceRange {
        for quote in [0, 1] {
            let lower = range.lower + quote
            guard range.count == bytes.count + 2 * quote, lower + bytes.count <= source.bytes.count,
                source.bytes[lower..<(lower + bytes.count)].elementsEqual(bytes)
            else { continue }
            return SourceRange(lower: lower + part.lowerBound, upper: lower + part.upperBound)
        }
        return range
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static let dollar = UInt8(ascii: "$")
    private static let opening = Array("${".utf8)
    private static let escaped = Array("$${".utf8)
    private static let closing = UInt8(ascii: "}")
    private static let otherwise = Array(":-".utf8)
}
