/// The reader's state: where it is in the text, and what it may accept.
///
/// It descends one call per level. The bytes are valid UTF-8 before it begins; the end of the text reads as
/// NUL, which no text may contain, so that most checks need not look for the end.
struct JSONParser {
    let bytes: [UInt8]
    let limits: JSONLimits
    let isJSON5: Bool
    let loneSurrogates: JSONReader.LoneSurrogates
    let keepsLastDuplicate: Bool

    /// The offset of the next byte.
    var index = 0

    /// Whether a half was kept in the string that is being read.
    var hasHalves = false
    /// The last string whole, where it has halves; whoever asked for the string takes it.
    var unpaired: UnpairedText?

    private var valueCount = 0

    init(
        bytes: [UInt8],
        dialect: JSONReader.Dialect,
        limits: JSONLimits,
        duplicateKeys: JSONReader.DuplicateKeys,
        loneSurrogates: JSONReader.LoneSurrogates
    ) {
        self.bytes = bytes
        self.limits = limits
        isJSON5 = dialect == .json5
        self.loneSurrogates = loneSurrogates
        keepsLastDuplicate = duplicateKeys == .lastWins
    }

    /// The next byte, NUL at the end.
    var current: UInt8 { byte(at: index) }

    var isAtEnd: Bool { index >= bytes.count }

    func byte(at offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[offset] : 0
    }

    func range(from start: Int) -> SourceRange {
        SourceRange(lower: start, upper: index)
    }

    /// Reads the whole text: one value with white space around it.
    mutating func document() throws(Diagnostic) -> JSONNode {
        try refuseByteOrderMark()
        try skipBlanks()
        if isAtEnd { throw emptyText() }
        let node = try value(depth: 0)
        try skipBlanks()
        if !isAtEnd { throw textAfterEnd() }
        return node
    }

    private mutating func value(depth: Int) throws(Diagnostic) -> JSONNode {
        valueCount += 1
        if valueCount > limits.valuesMax {
            throw problem("more than \(limits.valuesMax) values; split the text, or remove some of it")
        }
        switch current {
        case ASCII.quote:
            return try stringNode()
        case ASCII.openBrace:
            return try object(depth: depth)
        case ASCII.openBracket:
            return try array(depth: depth)
        case ASCII.zero...ASCII.nine, ASCII.minus, ASCII.plus, ASCII.point:
            return try number()
        case ASCII.apostrophe where isJSON5:
            return try stringNode()
        default:
            return try literal()
        }
    }

    private mutating func stringNode() throws(Diagnostic) -> JSONNode {
        let start = index
        let text = try string()
        guard let unpaired = unpaired.take() else { return JSONNode(.string(text), at: range(from: start)) }
        return JSONNode(.unpaired(unpaired), at: range(from: start))
    }

    private mutating func array(depth: Int) throws(Diagnostic) -> JSONNode {
        let start = index
        try enter(depth: depth)
        var elements: [JSONNode] = []
        try skipBlanks()
        while current != ASCII.closeBracket {
            if isAtEnd { throw unclosed(.array, openedAt: start) }
            elements.append(try value(depth: depth + 1))
            try separator(in: .array, openedAt: start)
        }
        index += 1
        return JSONNode(.array(elements), at: range(from: start))
    }

    private mutating func object(depth: Int) throws(Diagnostic) -> JSONNode {
        let start = index
        try enter(depth: depth)
        var members: [JSONMember] = []
        try skipBlanks()
        while current != ASCII.closeBrace {
            if isAtEnd { throw unclosed(.object, openedAt: start) }
            let keyStart = index
            let key = try key()
            let keyRange = range(from: keyStart)
            let unpairedKey = unpaired.take()
            try skipBlanks()
            guard current == ASCII.colon else {
                throw isAtEnd ? unclosed(.object, openedAt: start) : missingColon(after: key, at: keyRange)
            }
            index += 1
            try skipBlanks()
            if isAtEnd { throw unclosed(.object, openedAt: start) }
            if current == ASCII.comma || current == ASCII.closeBrace {
                throw problem("the key \(Diagnostic.quoted(key)) has no value", at: keyRange)
            }
            let value = try value(depth: depth + 1)
            members.append(
                JSONMember(key: key, unpairedKey: unpairedKey, keyRange: keyRange, value: value)
            )
            try separator(in: .object, openedAt: start)
        }
        index += 1
        if KeyIndex.hasDuplicates(count: members.count, keyAt: { members[$0].key }) {
            try settleDuplicates(among: &members)
        }
        return JSONNode(.object(members), at: range(from: start))
    }

    /// Steps over an opening bracket.
    private mutating func enter(depth: Int) throws(Diagnostic) {
        if depth >= limits.depthMax {
            throw problem("objects and arrays nest deeper than \(limits.depthMax); flatten them")
        }
        index += 1
    }

    /// Steps over the comma after a member or element, or stops at the closing bracket.
    private mutating func separator(in container: Container, openedAt start: Int) throws(Diagnostic) {
        let end = index
        try skipBlanks()
        if current == ASCII.comma {
            let comma = index
            index += 1
            try skipBlanks()
            if !isJSON5, current == container.close {
                throw problem(
                    "strict JSON has no comma before '\(container.closeText)'; remove it",
                    at: SourceRange(lower: comma, upper: comma + 1)
                )
            }
        } else if current != container.close {
            throw isAtEnd
                ? unclosed(container, openedAt: start)
                : missingComma(in: container, openedAt: start, valueEnd: end)
        }
    }

    private mutating func key() throws(Diagnostic) -> String {
        if current == ASCII.quote || (isJSON5 && current == ASCII.apostrophe) { return try string() }
        return try identifier()
    }

    private func settleDuplicates(among members: inout [JSONMember]) throws(Diagnostic) {
        var duplicates = KeyIndex.duplicates(members.map(\.key))
        if members.contains(where: { $0.unpairedKey != nil }) { duplicates = Self.duplicates(members) }
        if !keepsLastDuplicate, let duplicate = duplicates.first {
            let member = members[duplicate.later]
            throw problem(
                "the key \(Diagnostic.quoted(member.key)) occurs twice in this object; remove one of them",
                at: member.keyRange
            )
        }
        let later = Set(duplicates.map(\.later))
        for duplicate in duplicates { members[duplicate.first] = members[duplicate.later] }
        members = members.indices.filter { !later.contains($0) }.map { members[$0] }
    }
}

extension JSONParser {
    /// As `KeyIndex.duplicates`, where keys have halves that look alike once they are replaced.
    private static func duplicates(_ members: [JSONMember]) -> [(first: Int, later: Int)] {
        var firsts: [[UInt8]: Int] = [:]
        var found: [(first: Int, later: Int)] = []
        for (place, member) in members.enumerated() {
            if let first = firsts[member.exactKey] {
                found.append((first, place))
            } else {
                firsts[member.exactKey] = place
            }
        }
        return found
    }
}

/// What can be open while something is missing.
enum Container {
    case object, array

    var close: UInt8 {
        switch self {
        case .object: ASCII.closeBrace
        case .array: ASCII.closeBracket
        }
    }

    var closeText: String {
        switch self {
        case .object: "}"
        case .array: "]"
        }
    }

    var name: String {
        switch self {
        case .object: "object"
        case .array: "array"
        }
    }
}
