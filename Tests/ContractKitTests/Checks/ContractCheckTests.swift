import SimulationKit
import Testing

@testable import ContractKit

/// The catalogue: what there is, and what each entry says of itself.
@Suite struct ContractCheckTests {
    /// The families with the severities of their checks in order: must, should, info.
    private static let catalogue: [(CheckFamily, String)] = [
        (.signature, "MMMMMMMMMMMMIMSS"), (.headers, "MSMMSSIM"), (.idempotency, "MMSSSS"),
        (.ordering, "MMSMMSMM"), (.lifecycle, "MMMMSMMI"), (.robustness, "MMMMSMMIII"),
        (.performance, "MSISMI"), (.concurrency, "MMSM"), (.security, "MSMSISIISI"),
    ]

    @Test func `there are seventy-six checks, with the ids and severities of the catalogue`() {
        let expected = Self.catalogue.flatMap { family, letters in
            letters.enumerated().map { place, letter in
                let number = place + 1
                return "\(family.rawValue)-\(number < 10 ? "0" : "")\(number) \(letter)"
            }
        }
        let found = ContractCheck.all.map { check in
            let letter =
                switch check.severity {
                case .must: "M"
                case .should: "S"
                case .info: "I"
                }
            return "\(check.id) \(letter)"
        }
        #expect(found.sorted() == expected.sorted())
        #expect(found.count == 76)
    }

    @Test func `where deliveries fan out, other severities hold for two of them`() throws {
        let differing = ContractCheck.all.filter {
            $0.severity(in: .kryptosV2) != $0.severity(in: .kryptosV1)
        }
        #expect(
            differing.map { "\($0.id) \($0.severity(in: .kryptosV2))" } == ["IDM-04 must", "ORD-05 should"]
        )
    }

    @Test func `the gate comes first`() {
        #expect(ContractCheck.all.first?.id == ContractCheck.validDelivery.id)
    }

    @Test(arguments: ContractCheck.all.map(\.id))
    func `each says what it sends, why, and from where, in sentences`(id: String) throws {
        let check = try #require(ContractCheck.all.first { $0.id == id })
        for text in [check.sends, check.why] {
            #expect(text.hasSuffix("."), "\(check.id): \(text)")
            let begins = text.first?.isUppercase == true || text.contains(/^[a-z_]+\.[a-z]+/)
            #expect(begins, "\(check.id): \(text)")
            #expect(text.count >= 30, "\(check.id): \(text)")
        }
        #expect(!check.source.isEmpty && !check.source.hasSuffix("."), "\(check.id)")
        #expect(check.title.first?.isUppercase == false && !check.title.hasSuffix("."), "\(check.id)")
    }

    @Test func `the core set takes no probe and nothing else, and only what must hold`() {
        let core = ContractCheck.all.filter(CheckSet.core.contains)
        #expect((20...30).contains(core.count), "\(core.map(\.id))")
        #expect(core.allSatisfy { $0.severity == .must && $0.effects == .none && $0.needs.isEmpty })
        #expect(ContractCheck.all.allSatisfy(CheckSet.full.contains))
        let security = ContractCheck.all.filter(CheckSet.security.contains).map(\.id)
        #expect(security.contains("SIG-01") && security.contains("SEC-10") && security.contains("HDR-03"))
        #expect(!security.contains("ORD-01"))
    }
}
