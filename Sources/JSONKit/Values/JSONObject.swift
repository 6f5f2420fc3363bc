/// The members of an object in their order, each key once.
package struct JSONObject: Sendable {
    /// The members in their order.
    package private(set) var members: [(key: String, value: JSONValue)]

    private var index: KeyIndex

    /// Makes an object without members.
    package init() {
        self.init([])
    }

    /// Makes an object of members; a key that occurs again takes the later value at the earlier place.
    ///
    /// That is what JavaScript does with `{a: 1, b: 2, a: 3}`.
    package init(_ members: [(key: String, value: JSONValue)]) {
        var kept = members
        if KeyIndex.hasDuplicates(count: members.count, keyAt: { members[$0].key }) {
            let duplicates = KeyIndex.duplicates(members.map(\.key))
            for (first, later) in duplicates { kept[first].value = members[later].value }
            for (_, later) in duplicates.reversed() { kept.remove(at: later) }
        }
        self.members = kept
        index = KeyIndex(count: kept.count) { kept[$0].key }
    }

    /// The number of members.
    package var count: Int { members.count }

    /// Says whether there are no members.
    package var isEmpty: Bool { members.isEmpty }

    /// The keys in their order.
    package var keys: [String] { members.map(\.key) }

    /// The value of a key, compared by code units; setting appends a new key and `nil` removes one.
    ///
    /// Reading costs a look at each key while there are at most 16, and a binary search when there are more.
    package subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            if let position = position(of: key) {
                if let newValue {
                    members[position].value = newValue
                } else {
                    members.remove(at: position)
                    index = KeyIndex(count: members.count) { members[$0].key }
                }
            } else if let newValue {
                members.append((key, newValue))
                index.append(key, count: members.count) { members[$0].key }
            }
        }
    }

    private func position(of key: String) -> Int? {
        index.position(of: key, count: members.count) { members[$0].key }
    }
}

extension JSONObject: Equatable {
    /// Compares as JSON does: the same keys with equal values, in whatever order (RFC 8259, section 1).
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        for (position, member) in left.members.enumerated() {
            let other = right.members[position]
            if ExactText.areEqual(member.key, other.key) {
                guard member.value == other.value else { return false }
            } else {
                guard let value = right[member.key], value == member.value else { return false }
            }
        }
        return true
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Makes an object of a literal, in the order written.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { (key: $0.0, value: $0.1) })
    }
}
