import JSONKit

/// One value of a file together with what its table says it must be.
///
/// Each reading method checks the value, reports what is wrong with it, and gives nil then. Asking for
/// another kind than the table's is a mistake of the program and traps.
struct ValueCursor {
    let node: JSONNode
    let kind: FieldKind
    /// What messages call it: `'takes'`, or `an entry of 'ids'`.
    let label: String
    let reading: Reading

    init(_ node: JSONNode, _ kind: FieldKind, label: String, _ reading: Reading) {
        self.node = node
        self.kind = kind
        self.label = label
        self.reading = reading
    }

    /// One entry of a map.
    struct Entry {
        let key: String
        let keyRange: SourceRange
        let value: ValueCursor
    }

    /// The object, ready to be read by its shape.
    func object() -> ObjectCursor? {
        guard case .object(let shape) = kind else { misuse() }
        guard node.object != nil else { return refuseKind() }
        return ObjectCursor(node, shape, reading)
    }

    /// The elements, at most as many as the table allows.
    func list() -> [ValueCursor]? {
        guard case .list(let element, let count) = kind else { misuse() }
        guard let elements = node.array else { return refuseKind() }
        if elements.count < count.lowerBound {
            let things = count.lowerBound == 1 ? "entry" : "entries"
            reading.report("\(label) needs at least \(count.lowerBound) \(things)", at: node.range)
        }
        if elements.count > count.upperBound {
            reading.report(
                "\(label) has at most \(count.upperBound) entries, and this is one more",
                at: elements[count.upperBound].range
            )
        }
        let label = Self.label(ofEntry: element) ?? "an entry of \(label)"
        return elements.prefix(count.upperBound).map { ValueCursor($0, element, label: label, reading) }
    }

    /// The entries of a map, in the order of the file.
    func entries() -> [Entry]? {
        guard case .map(let keys, let value, let countMax) = kind else { misuse() }
        guard let members = node.object else { return refuseKind() }
        if members.count > countMax {
            reading.report(
                "\(label) has at most \(countMax) entries, and this is one more",
                at: members[countMax].keyRange
            )
        }
        return members.prefix(countMax).map { member in
            check(member, keys)
            let label = Diagnostic.quoted(member.key)
            return Entry(
                key: member.key,
                keyRange: member.keyRange,
                value: ValueCursor(member.value, value, label: label, reading)
            )
        }
    }

    /// The one of several kinds that this value is, told by what JSON calls it.
    func alternative() -> ValueCursor? {
        guard case .oneOf(let kinds) = kind else { misuse() }
        guard let match = kinds.first(where: { $0.admits(node) }) else { return refuseKind() }
        return ValueCursor(node, match, label: label, reading)
    }

    /// Reports a problem of the value as a whole.
    func report(_ message: @autoclosure () -> String, suggestion: @autoclosure () -> String? = nil) {
        reading.report(message(), at: node.range, suggestion: suggestion())
    }

    /// Reports that the value is of another kind than it must be.
    func refuseKind<Value>() -> Value? {
        report("\(label) is \(kind.words), not \(node.words)")
        return nil
    }

    func misuse(_ function: String = #function) -> Never {
        preconditionFailure("\(label) is \(kind.words) in its table and is read by \(function)")
    }

    private func check(_ member: JSONMember, _ keys: FieldKind.MapKey) {
        switch keys {
        case .name:
            if let problem = NameRule.problem(of: member.key, isReferredTo: true) {
                reading.report(problem, at: member.keyRange)
            }
        case .fieldName:
            if let problem = NameRule.problem(ofFieldName: member.key) {
                reading.report(problem, at: member.keyRange)
            }
        case .provider:
            ProviderNames.check(member, reading)
        case .text:
            let limits = 1...ScenarioLimits.textBytesMax
            if let problem = NameRule.problem(ofText: member.key, bytes: limits, label: "a key of \(label)") {
                reading.report(problem, at: member.keyRange)
            }
        }
    }

    /// What an entry of a list is called that is an object with a name of its own.
    private static func label(ofEntry kind: FieldKind) -> String? {
        if case .object(let shape) = kind { shape.name } else { nil }
    }
}
