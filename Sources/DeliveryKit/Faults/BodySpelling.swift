/// Writes the same JSON in another spelling: the value is the same, the bytes are not.
///
/// Texts and numbers are taken over as they are spelt, so that nothing of them is lost.
enum BodySpelling {
    static func spelt(_ body: [UInt8], _ spelling: FaultKind.Spelling) -> [UInt8] {
        switch spelling {
        case .pretty: pretty(body)
        case .escaped: escaped(body)
        case .ascii: ascii(body)
        case .sorted: sorted(body[...])
        }
    }

    /// A member a line, each level two spaces further in, a space after the colon.
    private static func pretty(_ body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count * 2)
        var depth = 0
        var isText = false
        var index = 0
        func newLine() {
            bytes.append(0x0A)
            bytes += [UInt8](repeating: 0x20, count: 2 * depth)
        }
        while index < body.count {
            let byte = body[index]
            index += 1
            if isText {
                bytes.append(byte)
                if byte == UInt8(ascii: "\\"), index < body.count {
                    bytes.append(body[index])
                    index += 1
                }
                isText = byte != UInt8(ascii: "\"")
                continue
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                bytes.append(byte)
                let next = BodyMembers.afterBlanks(body, index)
                if next < body.count, body[next] == byte + 2 {
                    // Braces and brackets close two code points further on; an empty one stays together.
                    bytes.append(byte + 2)
                    index = next + 1
                } else {
                    depth += 1
                    newLine()
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(0, depth - 1)
                newLine()
                bytes.append(byte)
            case UInt8(ascii: ","):
                bytes.append(byte)
                newLine()
            case UInt8(ascii: ":"): bytes += [byte, 0x20]
            case 0x20, 0x0A, 0x0D, 0x09: break
            default:
                isText = byte == UInt8(ascii: "\"")
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// `\/` for each slash, as encoders in PHP write it; slashes only stand in texts.
    private static func escaped(_ body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count + 32)
        var isEscape = false
        for byte in body {
            if byte == UInt8(ascii: "/"), !isEscape { bytes.append(UInt8(ascii: "\\")) }
            isEscape = byte == UInt8(ascii: "\\") && !isEscape
            bytes.append(byte)
        }
        return bytes
    }

    /// `\u` and four digits for every UTF-16 unit beyond ASCII, as encoders in Python write it.
    private static func ascii(_ body: [UInt8]) -> [UInt8] {
        guard body.contains(where: { $0 > 0x7f }) else { return body }
        let digits = Array("0123456789abcdef".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count * 2)
        for unit in String(decoding: body, as: UTF8.self).utf16 {
            if unit < 0x80 {
                bytes.append(UInt8(unit))
            } else {
                bytes += "\\u".utf8
                for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift) & 15)]) }
            }
        }
        return bytes
    }

    /// Members of every object in the order of their keys' bytes.
    private static func sorted(_ value: ArraySlice<UInt8>) -> [UInt8] {
        let bytes = Array(value)
        switch bytes.first {
        case UInt8(ascii: "{"):
            guard let object = BodyMembers(bytes) else { return bytes }
            let members = object.members.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            var sorted = [UInt8(ascii: "{")]
            for (place, member) in members.enumerated() {
                if place > 0 { sorted.append(UInt8(ascii: ",")) }
                sorted.append(UInt8(ascii: "\""))
                sorted += member.key
                sorted += "\":".utf8
                sorted += Self.sorted(member.value)
            }
            return sorted + [UInt8(ascii: "}")]
        case UInt8(ascii: "["):
            var sorted = [UInt8(ascii: "[")]
            var index = BodyMembers.afterBlanks(bytes, 1)
            while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
                let end = BodyMembers.afterValue(bytes, index)
                sorted += Self.sorted(bytes[index..<max(end, index)])
                index = BodyMembers.afterBlanks(bytes, end)
                guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
                sorted.append(UInt8(ascii: ","))
                index = BodyMembers.afterBlanks(bytes, index + 1)
            }
            return sorted + [UInt8(ascii: "]")]
        case .some, nil:
            return bytes
        }
    }
}
