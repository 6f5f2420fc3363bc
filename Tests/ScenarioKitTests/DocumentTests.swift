import JSONKit
import ScenarioKit
import Testing
import TestSupport

/// The example payloads of the provider's documents (001 to 004), reproduced value for value.
struct DocumentTests {
    private static let folder = Repository.path("Tests/ScenarioKitTests/Documents")

    @Test(arguments: [
        "integration-created", "transfer-detection-started", "costbasis-started", "user-created",
        "user-created-short",
    ])
    func `a scenario gives exactly the payload of the documents`(name: String) throws {
        let payload = try JSONReader.read(
            FileTree.read("\(Self.folder)/payloads/\(name).json"),
            dialect: .json
        )
        let expected = String(decoding: JSONWriter.bytes(of: payload.value), as: UTF8.self)

        let source = try ScenarioFile.load(path: "\(Self.folder)/\(name).json5")
        let bodies = try Samples.bodies(of: ScenarioReader.read(source))

        #expect(bodies.filter { $0 == expected }.count == 1, "\(bodies.joined(separator: "\n"))")
    }

    @Test func `both payloads of a recalculation come from one chain`() throws {
        let source = try ScenarioFile.load(path: "\(Self.folder)/costbasis-started.json5")
        let bodies = try Samples.bodies(of: ScenarioReader.read(source))
        let detection = try JSONReader.read(
            FileTree.read("\(Self.folder)/payloads/transfer-detection-started.json"),
            dialect: .json
        )

        #expect(bodies.first == String(decoding: JSONWriter.bytes(of: detection.value), as: UTF8.self))
        #expect(bodies.count == 4)
    }
}
