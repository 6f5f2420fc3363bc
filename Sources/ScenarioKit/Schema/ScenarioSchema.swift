package import JSONKit
import SimulationKit

/// The JSON Schema of scenario files, draft 2020-12, made from the tables that the reader reads by.
///
/// It says what a file may hold, not whether it makes sense: that a user is there, that an integration is
/// connected before it is renamed, that a name is given once. JSON5 is more than JSON, so an editor needs to
/// understand it before it can judge a file by this.
package enum ScenarioSchema {
    /// The schema as a value, its keys in the order of the documentation.
    package static var value: JSONValue {
        var definitions = SchemaDefinitions()
        var branches: [JSONValue] = []
        for branch in Branch.all {
            var writer = SchemaWriter(scope: branch.scope, definitions: definitions)
            let reference = writer.object(.scenario)
            definitions = writer.definitions
            branches.append(["if": .object(branch.condition), "then": .object(reference)])
        }
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "portsim scenario",
            "description": .string(
                Shape.scenario.summary
                    + " Strings may hold ${NAME} and ${NAME:-default}, which read the environment."
            ),
            "type": "object",
            "required": SchemaWriter.texts(Shape.scenario.fields.filter(\.isRequired).map(\.key)),
            "properties": ["profile": ["$ref": "#/$defs/profile"]],
            "allOf": .array(branches),
            "$defs": .object(JSONObject(definitions.members)),
        ]
    }

    /// The schema as a text, indented, with a line break at its end.
    package static var bytes: [UInt8] {
        JSONWriter.bytes(of: value, style: .pretty) + [0x0A]
    }

    /// One way to be a scenario: of a profile, of one that a variable names, or a part of one.
    private struct Branch {
        let scope: SchemaWriter.Scope
        let condition: JSONObject

        /// Every file takes exactly one of them, if its profile is one at all.
        static var all: [Branch] {
            let extends = SchemaWriter.has(Self.extendingKey)
            let isWhole: JSONObject = ["not": .object(extends)]
            let names = Profile.all.map(\.name)
            var branches = Profile.all.enumerated().map { place, profile in
                let isIt: JSONObject = ["properties": ["profile": ["const": .string(profile.name)]]]
                // The first is the one that is meant where none is named.
                let named = place == 0 ? isIt : isIt.merging(SchemaWriter.has("profile"))
                return Branch(scope: SchemaWriter.Scope(profile: profile), condition: named.merging(isWhole))
            }
            let isAnother: JSONObject = [
                "properties": ["profile": ["not": .object(SchemaTexts.words(names))]]
            ]
            branches.append(
                Branch(
                    scope: SchemaWriter.Scope(profile: nil),
                    condition: isAnother.merging(SchemaWriter.has("profile")).merging(isWhole)
                )
            )
            if Shape.scenario.fields.contains(where: { $0.key == Self.extendingKey }) {
                branches.append(
                    Branch(scope: SchemaWriter.Scope(profile: nil, isPart: true), condition: extends)
                )
            }
            return branches
        }

        /// The key of a file whose rest stands in another one.
        private static let extendingKey = "extends"
    }
}
