package import JSONKit

/// Where a scenario's files ask for what is judged, by the ids of findings.
package struct ScenarioPlaces: Sendable {
    /// One place.
    package struct Place: Equatable, Sendable {
        /// The file, as it was named.
        package let file: String
        /// Line and column, from 1.
        package let position: SourcePosition
    }

    /// The places by id, such as `expect[0]`; none for what no file says.
    package private(set) var places: [String: Place] = [:]

    /// Knows no place.
    init() {}

    /// Finds the expectations and thresholds of a scenario that was put together of these texts.
    init(_ root: JSONNode, in source: SourceText) {
        for (place, node) in (root["expect"]?.array ?? []).enumerated() {
            note("expect[\(place)]", at: node.range.lower, in: source)
        }
        for member in root["thresholds"]?.object ?? [] {
            note("threshold[\(member.key)]", at: member.keyRange.lower, in: source)
        }
    }

    private mutating func note(_ id: String, at offset: Int, in source: SourceText) {
        // What a flag of the command line says stands in no file.
        guard !source.isArgument(at: offset) else { return }
        places[id] = Place(file: source.name(at: offset), position: source.position(at: offset))
    }
}
