import DeliveryKit
import SimulationKit
import Testing
import WireKit

@Suite struct StreamDigestTests {
    struct Item {
        let uid: String
        let ordinal: Int64
        let body: [UInt8]
    }

    /// The sum as it is documented, with whole numbers byte by byte.
    static func sum(_ items: [Item]) -> [UInt8] {
        var total = [UInt8](repeating: 0, count: 32)
        for item in items {
            var ordinal: [UInt8] = []
            for shift in 0..<8 {
                ordinal.insert(UInt8(truncatingIfNeeded: item.ordinal >> (8 * shift)), at: 0)
            }
            let hash = SHA256.digest(of: Array(item.uid.utf8) + [0] + ordinal + item.body).bytes
            total = add(total, Array(hash))
        }
        return total
    }

    static func add(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var sum = left
        var carry = 0
        for place in stride(from: 31, through: 0, by: -1) {
            let value = Int(left[place]) + Int(right[place]) + carry
            sum[place] = UInt8(value & 255)
            carry = value >> 8
        }
        return sum
    }

    static func digest(_ items: [Item]) -> StreamDigest {
        var digest = StreamDigest()
        for item in items { digest.add(uid: item.uid, ordinal: item.ordinal, body: item.body) }
        return digest
    }

    static func items(_ count: Int, seed: UInt64 = 3) -> [Item] {
        var draw = RandomStream(seed: seed, user: 0, purpose: .life)
        return (0..<count).map { index in
            Item(
                uid: "user \(index % 7) ü",
                ordinal: Int64(bitPattern: draw.next() >> 1),
                body: (0..<Int(draw.below(300))).map { _ in UInt8(draw.below(256)) }
            )
        }
    }

    @Test func `nothing sums up to zero`() {
        #expect(StreamDigest().bytes == [UInt8](repeating: 0, count: 32))
        #expect(StreamDigest().hex == String(repeating: "0", count: 64))
    }

    @Test(arguments: [1, 2, 3, 64, 2_000])
    func `a digest is the sum of the hashes, beyond 256 bits too`(count: Int) {
        // Two thousand summands go round about a thousand times, and carry from every word.
        let items = Self.items(count)
        #expect(Self.digest(items).bytes == Self.sum(items))
    }

    @Test func `the order of the bodies makes no difference`() {
        let items = Self.items(50)
        #expect(Self.digest(items) == Self.digest(items.reversed()))
        #expect(Self.digest(items) == Self.digest(items.sorted { $0.ordinal < $1.ordinal }))
    }

    @Test func `the digests of parts add up to that of the whole`() {
        let items = Self.items(100)
        let parts = [items.prefix(31), items.dropFirst(31)].map { Self.digest(Array($0)).bytes }
        #expect(Self.add(parts[0], parts[1]) == Self.digest(items).bytes)
    }

    @Test func `user, ordinal and body each change it, and nothing can move between them`() {
        let digests = [
            Item(uid: "ab", ordinal: 1, body: [1]), Item(uid: "a", ordinal: 1, body: [1]),
            Item(uid: "ab", ordinal: 2, body: [1]), Item(uid: "ab", ordinal: 1, body: [2]),
            Item(uid: "ab", ordinal: 1, body: []), Item(uid: "", ordinal: 1, body: [1]),
        ].map { Self.digest([$0]).hex }
        #expect(Set(digests).count == digests.count)
    }

    @Test func `it is written in lowercase hex, most significant first`() {
        let items = [Item(uid: "u", ordinal: 1, body: Array("{}".utf8))]
        let digest = Self.digest(items)
        let hash = SHA256.digest(of: Array("u".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 1] + Array("{}".utf8))
        #expect(digest.hex == hash.hex)
    }
}
