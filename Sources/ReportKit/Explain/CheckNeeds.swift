import ContractKit

/// What a check cannot do without, in words.
enum CheckNeeds {
    /// One sentence for each thing.
    static func sentences(of check: ContractCheck) -> [String] {
        let effects =
            check.effects == .none
            ? [] : ["A probe: without one, only answers are judged, and what they led to is skipped."]
        return effects + ContractCheck.Need.allCases.filter(check.needs.contains).map(sentence)
    }

    private static func sentence(_ need: ContractCheck.Need) -> String {
        switch need {
        case .portfolio: "A provider that announces integrations and jobs; others are skipped."
        case .previousSecret: "'secretPrevious' in the probe's file: the secret before the last rotation."
        case .failNextHook: "'failNext' in the probe's file: a URL that makes the next delivery fail."
        case .timing: "--timing, since it takes thousands of requests."
        }
    }
}
