import Testing

@testable import SimulationKit

/// A hundred thousand of these are alive at once, so that every byte counts.
@Suite struct UserStateTests {
    @Test func `a user and an integration take no more room than they did`() {
        #expect(MemoryLayout<UserState>.stride <= 96)
        #expect(MemoryLayout<Integration>.stride <= 64)
        #expect(MemoryLayout<Due>.stride <= 16)
    }

    @Test func `what a judge remembers is small`() {
        #expect(MemoryLayout<UserRecord>.stride <= 48)
        #expect(MemoryLayout<WalletRecord>.stride <= 40)
    }
}
