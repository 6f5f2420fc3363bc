#if canImport(CSHA256)
import CSHA256
#endif

/// The chaining value of SHA-256 and the function that mixes blocks of 64 bytes into it.
///
/// Most processors have instructions for it, which are five times as fast; the function here is for all others.
/// Everything in it is a local of known name, so the optimiser keeps it in registers: measured at 400 MB/s and
/// more with optimisation, as fast as unsafe pointers. Sixteen rounds are written out and run four times;
/// all 64 written out are no faster, since they outgrow the processor's cache of decoded instructions.
struct SHA256Compression: Sendable {
    /// The bytes of one block (FIPS 180-4, section 5.2.1).
    static let blockByteCount = 64

    // In this order, one behind the other, they are what the instructions take.
    private(set) var a: UInt32 = 0x6a09_e667
    private(set) var b: UInt32 = 0xbb67_ae85
    private(set) var c: UInt32 = 0x3c6e_f372
    private(set) var d: UInt32 = 0xa54f_f53a
    private(set) var e: UInt32 = 0x510e_527f
    private(set) var f: UInt32 = 0x9b05_688c
    private(set) var g: UInt32 = 0x1f83_d9ab
    private(set) var h: UInt32 = 0x5be0_cd19

    /// Mixes in so many blocks of 64 bytes from `offset` on, by the processor's own instructions if it has them.
    mutating func compress(_ bytes: Span<UInt8>, at offset: Int, blockCount: Int) {
        #if canImport(CSHA256)
        if Self.isAccelerated {
            precondition(
                offset >= 0 && blockCount >= 0 && blockCount <= (bytes.count - offset) / Self.blockByteCount,
                "Blocks lie in their bytes."
            )
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe withUnsafeMutableBytes(of: &self) { words in
                    unsafe portsim_sha256_compress(
                        words.assumingMemoryBound(to: UInt32.self).baseAddress,
                        bytes.baseAddress.map { unsafe $0 + offset },
                        blockCount
                    )
                }
            }
            return
        }
        #endif
        for block in 0..<blockCount { compress(bytes, at: offset + block * Self.blockByteCount) }
    }

    #if canImport(CSHA256)
    private static let isAccelerated = portsim_sha256_is_available() != 0
    #endif

    /// Mixes in the block of 64 bytes at `offset` (FIPS 180-4, section 6.2.2).
    mutating func compress(_ bytes: Span<UInt8>, at offset: Int) {
        var words = Words(bytes, at: offset)
        var round = self
        round.sixteenRounds(words, from: 0)
        for group in 1..<4 {
            words.advance()
            round.sixteenRounds(words, from: 16 &* group)
        }
        a &+= round.a
        b &+= round.b
        c &+= round.c
        d &+= round.d
        e &+= round.e
        f &+= round.f
        g &+= round.g
        h &+= round.h
    }
}

extension SHA256Compression {
    // Instead of moving eight values along after each round, each line calls them by their next names.
    @inline(__always)
    private mutating func sixteenRounds(_ words: Words, from first: Int) {
        Self.step(a, b, c, &d, e, f, g, &h, words.w0 &+ Self.constants[first &+ 0])
        Self.step(h, a, b, &c, d, e, f, &g, words.w1 &+ Self.constants[first &+ 1])
        Self.step(g, h, a, &b, c, d, e, &f, words.w2 &+ Self.constants[first &+ 2])
        Self.step(f, g, h, &a, b, c, d, &e, words.w3 &+ Self.constants[first &+ 3])
        Self.step(e, f, g, &h, a, b, c, &d, words.w4 &+ Self.constants[first &+ 4])
        Self.step(d, e, f, &g, h, a, b, &c, words.w5 &+ Self.constants[first &+ 5])
        Self.step(c, d, e, &f, g, h, a, &b, words.w6 &+ Self.constants[first &+ 6])
        Self.step(b, c, d, &e, f, g, h, &a, words.w7 &+ Self.constants[first &+ 7])
        Self.step(a, b, c, &d, e, f, g, &h, words.w8 &+ Self.constants[first &+ 8])
        Self.step(h, a, b, &c, d, e, f, &g, words.w9 &+ Self.constants[first &+ 9])
        Self.step(g, h, a, &b, c, d, e, &f, words.w10 &+ Self.constants[first &+ 10])
        Self.step(f, g, h, &a, b, c, d, &e, words.w11 &+ Self.constants[first &+ 11])
        Self.step(e, f, g, &h, a, b, c, &d, words.w12 &+ Self.constants[first &+ 12])
        Self.step(d, e, f, &g, h, a, b, &c, words.w13 &+ Self.constants[first &+ 13])
        Self.step(c, d, e, &f, g, h, a, &b, words.w14 &+ Self.constants[first &+ 14])
        Self.step(b, c, d, &e, f, g, h, &a, words.w15 &+ Self.constants[first &+ 15])
    }

    @inline(__always)
    private static func step(
        _ a: UInt32,
        _ b: UInt32,
        _ c: UInt32,
        _ d: inout UInt32,
        _ e: UInt32,
        _ f: UInt32,
        _ g: UInt32,
        _ h: inout UInt32,
        _ wordAndConstant: UInt32
    ) {
        // Ch and Maj (FIPS 180-4, section 4.1.2) in forms of fewer operations and equal value. The order of
        // the lines is worth a tenth of the speed.
        let sum1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25)
        let choice = g ^ (e & (f ^ g))
        let first = h &+ sum1 &+ choice &+ wordAndConstant
        d = d &+ first
        let sum0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22)
        let majority = (a & b) &+ (c & (a ^ b))
        h = first &+ sum0 &+ majority
    }

    @inline(__always)
    private static func rotateRight(_ value: UInt32, _ count: UInt32) -> UInt32 {
        value &>> count | value &<< (32 &- count)
    }

    /// The first 32 bits of the cube roots of the first 64 primes (FIPS 180-4, section 4.2.2).
    private static let constants: InlineArray<64, UInt32> = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1,
        0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
        0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786,
        0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147,
        0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
        0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
        0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
        0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
        0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}

extension SHA256Compression {
    /// Sixteen words of the message schedule, a window that moves along (FIPS 180-4, section 6.2.2, step 1).
    private struct Words {
        private(set) var w0, w1, w2, w3, w4, w5, w6, w7: UInt32
        private(set) var w8, w9, w10, w11, w12, w13, w14, w15: UInt32

        @inline(__always)
        init(_ bytes: Span<UInt8>, at offset: Int) {
            // One check here lets the optimiser drop 64, and read whole words.
            precondition(offset >= 0 && offset <= bytes.count &- blockByteCount, "A block lies in its bytes.")
            w0 = Self.word(bytes, offset &+ 0)
            w1 = Self.word(bytes, offset &+ 4)
            w2 = Self.word(bytes, offset &+ 8)
            w3 = Self.word(bytes, offset &+ 12)
            w4 = Self.word(bytes, offset &+ 16)
            w5 = Self.word(bytes, offset &+ 20)
            w6 = Self.word(bytes, offset &+ 24)
            w7 = Self.word(bytes, offset &+ 28)
            w8 = Self.word(bytes, offset &+ 32)
            w9 = Self.word(bytes, offset &+ 36)
            w10 = Self.word(bytes, offset &+ 40)
            w11 = Self.word(bytes, offset &+ 44)
            w12 = Self.word(bytes, offset &+ 48)
            w13 = Self.word(bytes, offset &+ 52)
            w14 = Self.word(bytes, offset &+ 56)
            w15 = Self.word(bytes, offset &+ 60)
        }

        @inline(__always)
        mutating func advance() {
            w0 = w0 &+ Self.sigma0(w1) &+ w9 &+ Self.sigma1(w14)
            w1 = w1 &+ Self.sigma0(w2) &+ w10 &+ Self.sigma1(w15)
            w2 = w2 &+ Self.sigma0(w3) &+ w11 &+ Self.sigma1(w0)
            w3 = w3 &+ Self.sigma0(w4) &+ w12 &+ Self.sigma1(w1)
            w4 = w4 &+ Self.sigma0(w5) &+ w13 &+ Self.sigma1(w2)
            w5 = w5 &+ Self.sigma0(w6) &+ w14 &+ Self.sigma1(w3)
            w6 = w6 &+ Self.sigma0(w7) &+ w15 &+ Self.sigma1(w4)
            w7 = w7 &+ Self.sigma0(w8) &+ w0 &+ Self.sigma1(w5)
            w8 = w8 &+ Self.sigma0(w9) &+ w1 &+ Self.sigma1(w6)
            w9 = w9 &+ Self.sigma0(w10) &+ w2 &+ Self.sigma1(w7)
            w10 = w10 &+ Self.sigma0(w11) &+ w3 &+ Self.sigma1(w8)
            w11 = w11 &+ Self.sigma0(w12) &+ w4 &+ Self.sigma1(w9)
            w12 = w12 &+ Self.sigma0(w13) &+ w5 &+ Self.sigma1(w10)
            w13 = w13 &+ Self.sigma0(w14) &+ w6 &+ Self.sigma1(w11)
            w14 = w14 &+ Self.sigma0(w15) &+ w7 &+ Self.sigma1(w12)
            w15 = w15 &+ Self.sigma0(w0) &+ w8 &+ Self.sigma1(w13)
        }

        @inline(__always)
        private static func word(_ bytes: Span<UInt8>, _ offset: Int) -> UInt32 {
            UInt32(bytes[offset]) &<< 24 | UInt32(bytes[offset &+ 1]) &<< 16
                | UInt32(bytes[offset &+ 2]) &<< 8 | UInt32(bytes[offset &+ 3])
        }

        @inline(__always)
        private static func sigma0(_ word: UInt32) -> UInt32 {
            rotateRight(word, 7) ^ rotateRight(word, 18) ^ (word &>> 3)
        }

        @inline(__always)
        private static func sigma1(_ word: UInt32) -> UInt32 {
            rotateRight(word, 17) ^ rotateRight(word, 19) ^ (word &>> 10)
        }
    }
}
