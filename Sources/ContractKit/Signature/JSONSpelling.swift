import JSONKit

/// A way in which other programs write JSON that means the same.
struct JSONSpelling {
    /// Whether a space follows commas and colons, as in Python.
    var isSpaced = false
    /// Whether everything beyond ASCII is escaped, as in Python and PHP.
    var isASCII = false
    /// Whether `/` is escaped, as in PHP.
    var escapesSlashes = false
    /// Whether the keys of all objects are in order.
    var isSorted = false
    /// Spaces to a level, each member on its line; nil for one line.
    var indentation: Int?

    /// Writes a value.
    func bytes(of value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        append(value, level: 0, to: &bytes)
        return bytes
    }

    private func append(_ value: JSONValue, level: Int, to bytes: inout [UInt8]) {
        switch value {
        case .null, .bool, .number: bytes += JSONWriter.bytes(of: value)
        case .string(let text): append(text, to: &bytes)
        case .array(let elements):
            list(UInt8(ascii: "["), UInt8(ascii: "]"), elements, level, to: &bytes) { element, bytes in
                append(element, level: level + 1, to: &bytes)
            }
        case .object(let object):
            // Python sorts by code points, which is the order of UTF-8.
            let members =
                isSorted
                ? object.members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                : object.members
            list(UInt8(ascii: "{"), UInt8(ascii: "}"), members, level, to: &bytes) { member, bytes in
                append(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                if isSpaced || indentation != nil { bytes.append(0x20) }
                append(member.value, level: level + 1, to: &bytes)
            }
        }
    }

    private func list<Item>(
        _ open: UInt8,
        _ close: UInt8,
        _ items: [Item],
        _ level: Int,
        to bytes: inout [UInt8],
        _ write: (Item, inout [UInt8]) -> Void
    ) {
        bytes.append(open)
        for (place, item) in items.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            if indentation != nil {
                breakLine(level + 1, &bytes)
            } else if place > 0, isSpaced {
                bytes.append(0x20)
            }
            write(item, &bytes)
        }
        if !items.isEmpty { breakLine(level, &bytes) }
        bytes.append(close)
    }

    private func breakLine(_ level: Int, _ bytes: inout [UInt8]) {
        guard let indentation else { return }
        bytes.append(0x0A)
        bytes += repeatElement(0x20, count: indentation * level)
    }

    private func append(_ text: String, to bytes: inout [UInt8]) {
        guard isASCII || escapesSlashes else {
            bytes += JSONWriter.bytes(of: .string(text))
            return
        }
        let digits = Array("0123456789abcdef".utf8)
        for scalar in String(decoding: JSONWriter.bytes(of: .string(text)), as: UTF8.self).unicodeScalars {
            if escapesSlashes, scalar == "/" {
                bytes += [UInt8(ascii: "\\"), UInt8(ascii: "/")]
            } else if isASCII, !scalar.isASCII {
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    bytes += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
                    for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift)) & 15]) }
                }
            } else {
                bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
    }
}
