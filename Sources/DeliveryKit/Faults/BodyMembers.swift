/// The members of a JSON object, found in its bytes: what is spelt is kept as it is.
///
/// For bodies that this program has written itself; what is no JSON gives nonsense, never a trap.
struct BodyMembers {
    struct Member {
        /// The key between its quotes.
        let key: ArraySlice<UInt8>
        let value: ArraySlice<UInt8>
    }

    let members: [Member]
    /// Where the object ends, on its closing brace.
    let end: Int

    /// Reads the object that begins at an offset; nil where none does.
    init?(_ bytes: [UInt8], at offset: Int = 0) {
        var index = Self.afterBlanks(bytes, offset)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else { return nil }
        var members: [Member] = []
        index = Self.afterBlanks(bytes, index + 1)
        while index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            let keyEnd = Self.afterValue(bytes, index)
            let key = bytes[min(index + 1, max(index, keyEnd - 1))..<max(index + 1, keyEnd - 1)]
            // Past the colon.
            let start = Self.afterBlanks(bytes, Self.afterBlanks(bytes, keyEnd) + 1)
            guard start < bytes.count else { return nil }
            let valueEnd = Self.afterValue(bytes, start)
            members.append(Member(key: key, value: bytes[start..<valueEnd]))
            index = Self.afterBlanks(bytes, valueEnd)
            if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
                index = Self.afterBlanks(bytes, index + 1)
            }
        }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "}") else { return nil }
        self.members = members
        end = index
    }

    /// The first member with a key.
    subscript(key: String) -> Member? {
        members.first { $0.key.elementsEqual(key.utf8) }
    }

    static func afterBlanks(_ bytes: [UInt8], _ offset: Int) -> Int {
        var index = offset
        while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
        return index
    }

    /// The offset behind the value that begins at one.
    static func afterValue(_ bytes: [UInt8], _ offset: Int) -> Int {
        var index = offset
        var depth = 0
        var isText = false
        while index < bytes.count {
            let byte = bytes[index]
            if isText {
                if byte == UInt8(ascii: "\\") {
                    index += 1
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                    if depth == 0 { return index + 1 }
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isText = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    // A bare value ends before what closes its container.
                    if depth == 0 { return index }
                    depth -= 1
                    if depth == 0 { return index + 1 }
                case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09: if depth == 0 { return index }
                default: break
                }
            }
            index += 1
        }
        return bytes.count
    }
}
