/// The users of lanes by the lane's number, for messages that name them.
///
/// Their bytes stand in one row: a crowd of 300,000 takes some ten megabytes, where strings would
/// take three times as much.
package struct LaneUsers: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// Begins without lanes.
    package init() {}

    /// Takes in the next lane's user.
    package mutating func append(_ user: String) {
        bytes += user.utf8
        ends.append(bytes.count)
    }

    /// The user of a lane that was taken in.
    package subscript(lane: Int32) -> String? {
        guard let index = Int(exactly: lane), ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return String(decoding: bytes[start..<ends[index]], as: UTF8.self)
    }
}
