import Testing

@testable import WireKit

struct SHA256CompressionTests {
    /// Where the processor has no instructions for it, both ways are one.
    @Test func `the processor's instructions mix what the written rounds mix`() {
        let bytes = (0..<1_024).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) }
        var written = SHA256Compression()
        for blockCount in 0...9 {
            var whole = written
            whole.compress(bytes.span, at: 3 * blockCount, blockCount: blockCount)
            for block in 0..<blockCount { written.compress(bytes.span, at: 3 * blockCount + 64 * block) }
            #expect(words(of: whole) == words(of: written), "\(blockCount) blocks")
        }
    }

    @Test func `blocks beyond the bytes are refused`() async {
        await #expect(processExitsWith: .failure) {
            var compression = SHA256Compression()
            compression.compress([UInt8](repeating: 0, count: 128).span, at: 1, blockCount: 2)
        }
    }

    private func words(of compression: SHA256Compression) -> [UInt32] {
        [
            compression.a, compression.b, compression.c, compression.d,
            compression.e, compression.f, compression.g, compression.h,
        ]
    }
}
