import Testing
import WireKit

struct ConstantTimeTests {
    @Test func `equal bytes are equal, none among them`() {
        #expect(constantTimeEquals([], []))
        #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]))
    }

    @Test func `one changed bit anywhere is a difference`() {
        let bytes = [UInt8](repeating: 0x5a, count: 64)
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                #expect(!constantTimeEquals(bytes, changed))
            }
        }
    }

    @Test func `a beginning of the bytes is a difference`() {
        #expect(!constantTimeEquals([1, 2], [1, 2, 3]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2]))
        #expect(!constantTimeEquals([], [0]))
    }
}
