import JSONKit

/// What a persona does to the values that it keeps.
enum KeepingTrait: Hashable, Sendable {
    /// Counts are kept in 32 bits.
    case countsIn32Bits
    /// A moment of 0 is taken for none.
    case zeroMomentIsNone
    /// Aliases are written for a page of HTML before they are kept.
    case aliasesEscaped
    /// Aliases are cut after so many characters.
    case aliasesCut(Int)
    /// Reasons are not kept.
    case reasonsDropped
    /// Reasons are cut after so many characters.
    case reasonsCut(Int)

    /// The values as they are kept.
    func bent(_ particulars: EventParticulars) -> EventParticulars {
        switch particulars {
        case .reason(let reason): .reason(bent(reason: reason))
        case .integration(let details): .integration(bent(details))
        }
    }

    private func bent(reason: JSONValue) -> JSONValue {
        switch self {
        case .reasonsDropped: .null
        case .reasonsCut(let count): Self.cut(reason, count)
        case .countsIn32Bits, .zeroMomentIsNone, .aliasesEscaped, .aliasesCut: reason
        }
    }

    private func bent(_ details: IntegrationDetails) -> IntegrationDetails {
        var details = details
        switch self {
        case .countsIn32Bits:
            if let count = details.totalTransactions.int64 {
                details.totalTransactions = .number(JSONNumber(Int32(truncatingIfNeeded: count)))
            }
        case .zeroMomentIsNone:
            if details.lastSyncedAt.int64 == 0 { details.lastSyncedAt = .null }
        case .aliasesEscaped:
            if let alias = details.alias.string { details.alias = .string(Self.escaped(alias)) }
        case .aliasesCut(let count):
            details.alias = Self.cut(details.alias, count)
        case .reasonsDropped, .reasonsCut:
            break
        }
        return details
    }

    private static func cut(_ value: JSONValue, _ count: Int) -> JSONValue {
        guard let text = value.string else { return value }
        return .string(String(String.UnicodeScalarView(text.unicodeScalars.prefix(count))))
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "'": escaped += "&#39;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
