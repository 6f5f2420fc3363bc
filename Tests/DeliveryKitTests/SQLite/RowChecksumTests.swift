import DeliveryKit
import Testing

@Suite struct RowChecksumTests {
    private func checksum(of bytes: [UInt8]) -> Int64 {
        var checksum = RowChecksum(salt: 2)
        checksum.add(bytes)
        return checksum.value
    }

    @Test(arguments: 0...40)
    func `every flipped bit and every missing byte shows`(count: Int) {
        let bytes = (0..<count).map { UInt8($0 * 7 % 256) }
        let whole = checksum(of: bytes)
        for bit in 0..<count * 8 {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(checksum(of: flipped) != whole)
        }
        #expect(checksum(of: bytes + [0]) != whole)
        if count > 0 { #expect(checksum(of: Array(bytes.dropLast())) != whole) }
    }

    @Test func `absent, empty and other tables' values differ`() {
        var absent = RowChecksum(salt: 1)
        absent.add(nil as [UInt8]?)
        var empty = RowChecksum(salt: 1)
        empty.add([] as [UInt8]?)
        var other = RowChecksum(salt: 2)
        other.add(nil as [UInt8]?)
        #expect(Set([absent.value, empty.value, other.value]).count == 3)
    }

    @Test func `its values are part of the file format`() {
        var checksum = RowChecksum(salt: 5)
        checksum.add(-1)
        #expect(checksum.value == -2_267_523_995_343_632_828)
        checksum.add(Array("the body of a delivery".utf8))
        #expect(checksum.value == -7_321_926_684_766_128_706)
        checksum.add("ü" as String?)
        #expect(checksum.value == 8_118_314_959_316_702_417)
    }
}
