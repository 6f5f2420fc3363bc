/// The users of lanes by the lane's number, for messages that name them.
///
/// Their bytes stand in one row, those of an id in hex two digits to a byte, and in boxes of some thousand users
/// that are never moved: a crowd of 300,000 takes five megabytes, where strings would take three times
/// as much, and a row that grows twice that for a moment.
package struct LaneUsers: Sendable {
    private struct Box: Sendable {
        var bytes: [UInt8] = []
        /// Where each user ends, times two; odd where two digits stand in a byte.
        var ends: [UInt32] = []
    }

    /// Users in a box.
    private static let boxSize = 4_096

    private var boxes: [Box] = []

    /// Begins without lanes.
    package init() {}

    /// Takes in the next lane's user.
    package mutating func append(_ user: String) {
        if boxes.last.map({ $0.ends.count == Self.boxSize }) ?? true { boxes.append(Box()) }
        let box = boxes.count - 1
        let packed = Self.packed(user)
        boxes[box].bytes += packed ?? Array(user.utf8)
        boxes[box].ends.append(UInt32(boxes[box].bytes.count) << 1 | (packed == nil ? 0 : 1))
    }

    /// The user of a lane that was taken in.
    package subscript(lane: Int32) -> String? {
        guard let lane = Int(exactly: lane), lane >= 0, lane / Self.boxSize < boxes.count else { return nil }
        let box = boxes[lane / Self.boxSize]
        let index = lane % Self.boxSize
        guard index < box.ends.count else { return nil }
        let start = index == 0 ? 0 : Int(box.ends[index - 1] >> 1)
        let bytes = box.bytes[start..<Int(box.ends[index] >> 1)]
        guard box.ends[index] & 1 == 1 else { return String(decoding: bytes, as: UTF8.self) }
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    /// A text of lowercase hex digits, two to a byte; nil for any other.
    private static func packed(_ text: String) -> [UInt8]? {
        guard text.utf8.count.isMultiple(of: 2) else { return nil }
        var packed: [UInt8] = []
        packed.reserveCapacity(text.utf8.count / 2)
        var high: UInt8?
        for digit in text.utf8 {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                packed.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return packed
    }
}
