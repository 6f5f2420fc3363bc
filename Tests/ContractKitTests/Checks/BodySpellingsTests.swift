import JSONKit
import Testing

@testable import ContractKit

/// Spellings of a body that mean the same.
@Suite struct BodySpellingsTests {
    private let envelope: JSONObject = ["id": "whd_1", "data": ["alias": "Main", "count": 3]]

    @Test func `there are eight, and no two give the same bytes`() {
        let bodies = BodySpellings.legal.map { $0.bytes(envelope) }
        #expect(bodies.count == 8 && Set(bodies).count == 8)
    }

    @Test(arguments: BodySpellings.legal.map(\.words))
    func `each is JSON that JavaScript would write otherwise, and keeps the members`(words: String) throws {
        let spelling = try #require(BodySpellings.legal.first { $0.words == words })
        let bytes = spelling.bytes(envelope)
        let value = try JSONReader.read(bytes, dialect: .json).value
        #expect(value["id"] == "whd_1" && value["data"]?["alias"] == "Main")
        #expect(spelling.control(envelope) != bytes)
    }
}
