/// The providers' documents, which checks cite by their numbers.
enum SourceDocument: String, CaseIterable {
    case portfolioSetup = "000"
    case accountInterface = "001"
    case portfolioEvents = "002"
    case accountSetup = "003"
    case portfolioEventsAgain = "004"

    /// What it is, in a few words.
    var title: String {
        switch self {
        case .portfolioSetup: "the portfolio provider's webhook setup"
        case .accountInterface: "the account provider's webhooks API"
        case .portfolioEvents: "the portfolio provider's events, first edition"
        case .accountSetup: "the account provider's webhook setup"
        case .portfolioEventsAgain: "the portfolio provider's events, second edition"
        }
    }

    /// The documents that a text cites, in the order of their numbers.
    static func cited(in text: String) -> [SourceDocument] {
        // The number of an issue is no document: `#` stands before it, and so does another digit.
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "#" || $0 == "-" || $0 == ".") }
        return allCases.filter { document in words.contains { $0 == document.rawValue } }
    }
}
