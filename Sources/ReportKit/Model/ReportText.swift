import JSONKit

/// Text from scenarios and consumers, made fit for the formats of reports.
enum ReportText {
    /// Most bytes of one message in a report.
    static let messageBytesMax = 65_536

    /// A sum of what runs count or measure; where many that were read make it too large, the largest there is.
    static func sum(_ numbers: [Int64]) -> Int64 {
        numbers.reduce(0) { sum, number in
            let (next, isBeyond) = sum.addingReportingOverflow(number)
            return isBeyond ? .max : next
        }
    }

    /// A text without line breaks and control characters: a space stands for any number of breaks and tabs.
    static func oneLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var isInBreak = false
        for scalar in text.unicodeScalars {
            let isBreak = "\n\r\t\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
            if !isBreak { line.append(scalar) } else if !isInBreak { line.append(" ") }
            isInBreak = isBreak
        }
        return DisplayText.printable(String(line))
    }

    /// A text of at most so many bytes, and a note where some were left out.
    static func clipped(_ text: String, bytesMax: Int = messageBytesMax) -> String {
        guard text.utf8.count > bytesMax else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: bytesMax)
        // Back to the beginning of a character, which is where text may end.
        while String.Index(end, within: text) == nil { end = text.utf8.index(before: end) }
        let kept = text[..<end]
        return "\(kept)… [\(text.utf8.count - kept.utf8.count) bytes left out]"
    }
}
