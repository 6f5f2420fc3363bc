import JSONKit

extension JSONNode {
    /// This value over that of a base: objects merge, everything else replaces.
    ///
    /// Members of the base keep their places, and new ones follow. `null` takes a member of the base away. An
    /// object that names its own `dist` is one value: half of one distribution and half of another is none.
    func merged(over base: JSONNode) -> JSONNode {
        guard let own = object, let inherited = base.object, member("dist") == nil else { return self }
        var places: [[UInt8]: Int] = [:]
        var members: [JSONMember?] = inherited
        for (place, member) in inherited.enumerated() { places[member.exactKey] = place }
        for member in own {
            guard let place = places[member.exactKey] else {
                members.append(member)
                continue
            }
            let value = member.value.merged(over: inherited[place].value)
            var kept = member
            kept.value = value
            members[place] = value.isNull ? nil : kept
        }
        return JSONNode(.object(members.compactMap(\.self)), at: range)
    }

    /// This object without members of some keys.
    func without(_ keys: [String]) -> JSONNode {
        guard let members = object else { return self }
        return JSONNode(.object(members.filter { !keys.contains($0.key) }), at: range)
    }

    /// This object with the member of a key in front.
    func beginning(with key: String?) -> JSONNode {
        guard let members = object, let key, let place = members.firstIndex(where: { $0.key == key }) else {
            return self
        }
        var ordered = members
        ordered.insert(ordered.remove(at: place), at: 0)
        return JSONNode(.object(ordered), at: range)
    }
}
