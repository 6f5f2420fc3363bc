import Testing
import WireKit

/// Damaged streams: whatever comes, the parser ends with messages or an error, the same for every cut.
struct HTTPParserFuzzTests {
    @Test(arguments: [UInt64](1...40))
    func `a damaged stream never traps and reads the same in pieces`(seed: UInt64) {
        var random = TestSeed(seed)
        for sample in StreamSamples.all {
            let damaged = Self.damaged(sample, with: &random)
            let whole = damaged.parsed()
            let pieces = damaged.parsed { 1 + random.next(below: 40) }
            #expect(pieces == whole, "seed \(seed), \(damaged.bytes)")
            for response in whole.responses { #expect(response.body.count <= 16) }
            for request in whole.requests { #expect(request.body.count <= 64) }
        }
    }

    @Test(arguments: [UInt64](1...8))
    func `the fields of a damaged stream can be walked`(seed: UInt64) {
        var random = TestSeed(seed)
        var walked = 0
        for sample in StreamSamples.all {
            let parsed = Self.damaged(sample, with: &random).parsed()
            for fields in parsed.requests.map(\.fields) + parsed.responses.map(\.fields) {
                let all = Array(fields)
                #expect(all.count == fields.count)
                for field in all {
                    #expect(fields.values(of: field.name).contains(field.value))
                    walked += 1
                }
            }
        }
        #expect(walked > 0)
    }

    /// Bytes that mean something to the parser, so that damage reaches beyond the first check.
    private static let meaningful = Array("\r\n\r\n :;,\t0159afHTP/.\u{0}\u{7f}chunkedclose".utf8)

    private static func damaged(
        _ sample: StreamSamples.Sample,
        with random: inout TestSeed
    ) -> StreamSamples.Sample {
        var bytes = sample.bytes
        for _ in 0...random.next(below: 3) where !bytes.isEmpty {
            let index = random.next(below: bytes.count)
            let byte = meaningful[random.next(below: meaningful.count)]
            switch random.next(below: 5) {
            case 0: bytes[index] = byte
            case 1: bytes.insert(byte, at: index)
            case 2: bytes.remove(at: index)
            case 3: bytes[index] = UInt8(random.next(below: 256))
            default:
                let end = min(bytes.count, index + random.next(below: 30))
                bytes.insert(contentsOf: bytes[index..<end], at: random.next(below: bytes.count))
            }
        }
        return StreamSamples.Sample(sample.role, bytes: bytes)
    }
}
