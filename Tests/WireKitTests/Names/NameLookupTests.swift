import Testing

@testable import WireKit

@Suite struct NameLookupTests {
    @Test func `the system knows localhost, by each address once`() throws {
        let addresses = try NameLookup.system.addresses("localhost").get()
        #expect(addresses.contains("127.0.0.1") || addresses.contains("::1"))
        #expect(Set(addresses).count == addresses.count)
        #expect(addresses.allSatisfy { WireEndpoint(host: $0, port: 1).canonical != nil })
    }

    @Test func `a name that cannot be is not known, or nobody can say`() {
        // RFC 6761, 6.4; without a name server the system cannot say.
        switch NameLookup.system.addresses("nobody.invalid") {
        case .failure(.unknown), .failure(.unanswered): break
        case .success(let addresses): Issue.record("found \(addresses)")
        }
    }

    @Test func `a failure names the name`() {
        #expect(NameFailure.unknown.message(for: "a.test") == "no address is known for the name a.test")
        #expect(
            NameFailure.unanswered("why").message(for: "a.test")
                == "the name a.test could not be looked up: why"
        )
    }
}
