/// The names that users give their integrations: by the place, by what they keep there, by what it is for.
enum ProviderAliases {
    /// Every alias that may be drawn for a place, each as likely; a pattern's `@` is its name.
    static func aliases(of publicName: String, category: IntegrationCategory) -> [String] {
        (common + own(of: category)).map { pattern in
            var alias = ""
            for character in pattern {
                if character == "@" { alias += publicName } else { alias.append(character) }
            }
            return alias
        }
    }

    /// What people call anything; the plain name is the commonest.
    private static let common = [
        "@", "@", "@", "@", "My @", "my @", "Main @", "@ main", "@ 2", "@ (old)", "Old @", "New @",
        "Second @",
        "Family @", "Business @", "@ business", "@ joint", "Personal @", "@ - long term", "@ savings",
    ]

    private static func own(of category: IntegrationCategory) -> [String] {
        switch category {
        case .exchange:
            [
                "Main Trading Account", "@ trading", "@ spot", "@ futures", "@ margin", "@ sub-account",
                "@ DCA", "Weekly buys", "Day trading", "@ bot", "Trading", "Swing trades", "@ EUR", "@ USD",
                "@ tax 2025", "Monthly savings plan", "@ staking", "Altcoins",
            ]
        case .wallet:
            [
                "Cold storage", "Hot wallet", "DeFi wallet", "@ hot", "@ vault", "NFTs", "NFT wallet",
                "Airdrops", "Burner", "Staking", "@ staking", "Long-term hold", "Savings", "Hardware wallet",
                "Pocket money", "Mint wallet", "@ mobile", "Retirement",
            ]
        case .blockchain:
            [
                "@ cold storage", "@ staking", "@ vault", "@ DeFi", "@ NFTs", "@ treasury",
                "@ savings address",
                "@ donations", "Validator", "Liquidity pools", "DAO payouts", "Salary", "Cold storage",
                "@ airdrops", "@ payments", "Vault", "@ bridge", "@ hodl",
            ]
        case .unknown: ["Imported", "Other", "@ export", "@ history", "Spreadsheet", "@ archive"]
        }
    }
}
