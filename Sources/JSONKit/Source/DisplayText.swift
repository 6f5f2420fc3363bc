/// Makes text from outside safe to print, and says how wide a terminal shows it.
package enum DisplayText {
    /// Replaces what would move the cursor or reorder the line by U+FFFD, and leaves tabs.
    ///
    /// A file may hold escape sequences or bidirectional overrides; quoting it must not let them act.
    package static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            safe.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(safe)
    }

    /// The number of terminal cells a scalar takes: 0, 1 or 2; tabs count as 1.
    ///
    /// The standard library has no East Asian widths, so the wide blocks are listed (Unicode Standard Annex
    /// 11, class W and F, by block).
    package static func cellCount(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        return wideBlocks.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    private static let wideBlocks: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD,
    ]

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (scalar.value < 0x20 && scalar != "\t") || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
