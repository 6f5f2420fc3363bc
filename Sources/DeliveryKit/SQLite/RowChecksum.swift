/// Running 64-bit checksum over the values of one row.
///
/// SQLite keeps checksums of its log alone, not of the file (https://www.sqlite.org/cksumvfs.html). Each step
/// is a bijection of the state and of the word taken in, so a change within any one word always shows. It
/// guards against a damaged disk, not against an author. Part of the file format: golden values pin it.
package struct RowChecksum {
    private var state: UInt64

    /// Starts a row; the salt keeps rows of different tables apart.
    package init(salt: UInt64) {
        state = salt
    }

    /// Takes in an integer.
    package mutating func add(_ value: Int64) {
        mix(UInt64(bitPattern: value))
    }

    /// Takes in bytes and how many they are.
    package mutating func add(_ bytes: [UInt8]) {
        mix(UInt64(bytes.count))
        var copy = self
        unsafe bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset &+ 8 <= buffer.count {
                let word = unsafe buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                copy.mix(UInt64(littleEndian: word))
                offset &+= 8
            }
            var rest: UInt64 = 0
            while offset < buffer.count {
                rest = rest << 8 | UInt64(unsafe buffer[offset])
                offset &+= 1
            }
            copy.mix(rest)
        }
        self = copy
    }

    /// Takes in bytes that may be absent; absent is not the same as empty.
    package mutating func add(_ bytes: [UInt8]?) {
        guard let bytes else { return mix(.max) }
        add(bytes)
    }

    /// Takes in text that may be absent.
    package mutating func add(_ text: String?) {
        add(text.map { Array($0.utf8) })
    }

    /// The checksum so far, as SQLite stores it.
    package var value: Int64 {
        Int64(bitPattern: state ^ state >> 32)
    }

    private mutating func mix(_ word: UInt64) {
        // 2⁶⁴ divided by the golden ratio, odd; the rotation lets high bits reach low ones.
        let product = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
        state = product << 29 | product >> 35
    }
}
