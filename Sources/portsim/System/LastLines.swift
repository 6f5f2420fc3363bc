import WireKit

/// The last lines of a text that comes piece by piece, however long it is.
struct LastLines: Sendable {
    /// Most lines that are kept.
    static let countMax = 20
    /// Most bytes that are kept of one.
    static let bytesMax = 400

    private let mask: SecretMask
    private var ended: [[UInt8]] = []
    private var current: [UInt8] = []
    private var isCut = false

    /// Begins with no lines; what is a secret shows as `(secret)`.
    init(hiding secrets: [[UInt8]] = []) {
        mask = SecretMask(hiding: secrets)
    }

    /// Takes in the next piece.
    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                end()
            } else if current.count < Self.bytesMax + Self.secretBytesMax {
                current.append(byte)
            } else {
                isCut = true
            }
        }
    }

    /// The lines, the last of which need not have ended.
    var lines: [String] {
        let all = ended.map { String(decoding: $0, as: UTF8.self) }
        return current.isEmpty ? all : Array((all + [text(of: current, isCut)]).suffix(Self.countMax))
    }

    private mutating func end() {
        if current.last == UInt8(ascii: "\r") { current.removeLast() }
        // Blank lines say nothing, and there is little room.
        if !current.isEmpty { ended.append(Array(text(of: current, isCut).utf8)) }
        if ended.count > Self.countMax { ended.removeFirst() }
        current.removeAll(keepingCapacity: true)
        isCut = false
    }

    private func text(of line: [UInt8], _ isCut: Bool) -> String {
        // Of a longer one there is room for the beginning, and for the secret that it may end in.
        let shown = mask.masked(line, startingBefore: isCut ? Self.bytesMax : .max)
        let isLong = isCut || shown.count > Self.bytesMax
        return String(decoding: shown.prefix(Self.bytesMax), as: UTF8.self) + (isLong ? "…" : "")
    }

    /// A secret that begins within what is shown is seen whole, so that no part of it stays.
    private static let secretBytesMax = Secret.bytesMax
}
