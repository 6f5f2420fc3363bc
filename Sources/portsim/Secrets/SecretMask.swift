/// Takes secrets out of what others wrote, before anybody is shown it.
enum SecretMask {
    /// The bytes with `(secret)` in the place of each secret; of two that begin alike the longer comes first.
    static func masked(_ bytes: [UInt8], hiding secrets: [[UInt8]]) -> [UInt8] {
        var shown: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let secret = secrets.first(where: { !$0.isEmpty && bytes[index...].starts(with: $0) }) {
                shown += "(secret)".utf8
                index += secret.count
            } else {
                shown.append(bytes[index])
                index += 1
            }
        }
        return shown
    }
}
