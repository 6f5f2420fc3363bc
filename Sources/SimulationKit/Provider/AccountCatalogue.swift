/// The names, addresses, files and prices from which an account's things are drawn.
///
/// Changing an entry, or their order, changes the bytes of every account scenario.
enum AccountCatalogue {
    /// A name for people and the same in letters that e-mail addresses have.
    typealias PersonName = (name: String, handle: String)

    private static let firstNames: [PersonName] = [
        ("Ada", "ada"), ("Amir", "amir"), ("Anna", "anna"), ("Ben", "ben"), ("Chloé", "chloe"),
        ("Daniel", "daniel"), ("Elena", "elena"), ("Emma", "emma"), ("Farid", "farid"),
        ("Grace", "grace"), ("Hannah", "hannah"), ("Ivan", "ivan"), ("Jane", "jane"), ("João", "joao"),
        ("José", "jose"), ("Kenji", "kenji"), ("Laura", "laura"), ("Liam", "liam"), ("Maria", "maria"),
        ("Mia", "mia"), ("Noah", "noah"), ("Olga", "olga"), ("Omar", "omar"), ("Priya", "priya"),
        ("Ravi", "ravi"), ("Sara", "sara"), ("Søren", "soren"), ("Tom", "tom"), ("Wei", "wei"),
        ("Zoë", "zoe"),
    ]
    private static let lastNames: [PersonName] = [
        ("Adams", "adams"), ("Andersson", "andersson"), ("Baker", "baker"), ("Brown", "brown"),
        ("Chen", "chen"), ("Costa", "costa"), ("Dubois", "dubois"), ("Evans", "evans"),
        ("Fischer", "fischer"), ("García", "garcia"), ("Haddad", "haddad"), ("Ito", "ito"),
        ("Jensen", "jensen"), ("Kim", "kim"), ("Kowalska", "kowalska"), ("Li", "li"), ("Meyer", "meyer"),
        ("Müller", "mueller"), ("Nguyen", "nguyen"), ("Novak", "novak"), ("O'Brien", "obrien"),
        ("Okafor", "okafor"), ("Patel", "patel"), ("Rossi", "rossi"), ("Santos", "santos"),
        ("Silva", "silva"), ("Smith", "smith"), ("Taylor", "taylor"), ("Weber", "weber"),
        ("Yılmaz", "yilmaz"),
    ]
    /// Reserved for examples, so that no mail sent to such an address can reach anybody (RFC 2606).
    private static let domains = ["example.com", "example.org", "example.net"]

    private static let projects = [
        "Website relaunch", "Mobile app", "Brand guidelines", "Customer portal", "Onboarding",
        "Annual report", "Market research", "Product launch", "Newsletter", "Data warehouse",
        "Support handbook", "Photo archive", "Price list", "Trade fair", "Design system", "Field study",
    ]
    private static let suffixes = ["", "", "", " 2025", " 2026", " EMEA", " (draft)", " – phase 2"]

    private static let fileStems = [
        "agenda", "backup", "budget", "contract", "draft", "export", "figures", "floorplan", "interview",
        "invoice", "logo", "minutes", "mockup", "notes", "offer", "photo", "plan", "report", "screenshot",
        "team",
    ]
    /// Endings with the least and the most bytes of such a file.
    private static let fileKinds: [(ending: String, bytes: ClosedRange<Int64>)] = [
        ("pdf", 42_000...6_500_000), ("docx", 14_000...1_900_000), ("xlsx", 9_000...2_400_000),
        ("png", 11_000...3_800_000), ("jpg", 160_000...7_200_000), ("csv", 900...4_100_000),
        ("txt", 120...48_000), ("zip", 210_000...95_000_000), ("mp4", 2_300_000...640_000_000),
        ("pptx", 180_000...21_000_000),
    ]

    /// What users pay for a month or a year, in cents.
    private static let prices: [Int64] = [
        499, 900, 999, 1_200, 1_499, 1_900, 1_990, 2_900, 2_999, 4_900, 4_999, 7_900, 9_900, 11_990, 19_900,
        29_900, 49_900, 99_000,
    ]
    private static let currencies = WeightedChoice([
        ("USD", 40), ("EUR", 30), ("GBP", 10), ("CHF", 3), ("CAD", 4), ("AUD", 3), ("SEK", 2), ("PLN", 2),
        ("INR", 2), ("BRL", 2), ("JPY", 3), ("KRW", 1),
    ])

    /// A first name of the catalogue.
    static func drawFirstName(from stream: inout RandomStream) -> PersonName { pick(firstNames, &stream) }

    /// A last name of the catalogue.
    static func drawLastName(from stream: inout RandomStream) -> PersonName { pick(lastNames, &stream) }

    /// A domain for addresses: one number further, it is another.
    static func domain(_ number: UInt64) -> String {
        domains[Int(number % UInt64(domains.count))]
    }

    /// What a project is called.
    static func drawProjectName(from stream: inout RandomStream) -> String {
        pick(projects, &stream) + pick(suffixes, &stream)
    }

    /// A file's name, and a size that such a file may have.
    static func drawFile(from stream: inout RandomStream) -> (name: String, sizeBytes: Int64) {
        let kind = pick(fileKinds, &stream)
        let stem = pick(fileStems, &stream)
        let number = stream.below(40)
        // The least of three: most files are small.
        var size = stream.within(kind.bytes)
        for _ in 0..<2 { size = min(size, stream.within(kind.bytes)) }
        // Half of the files bear a number.
        let suffix = number < 20 ? "" : "-\(number - 19)"
        return ("\(stem)\(suffix).\(kind.ending)", size)
    }

    /// A currency; only one with hundredths where an amount needs them.
    static func drawCurrency(needsHundredths: Bool, from stream: inout RandomStream) -> Currency {
        let name = currencies.options[currencies.draw(from: &stream)].name
        guard let currency = Currency(rawValue: name) else {
            preconditionFailure("'\(name)' is no currency of the catalogue")
        }
        return needsHundredths && !currency.hasHundredths ? .usd : currency
    }

    /// An amount as a price would have it, in hundredths of the currency's unit.
    static func drawAmount(in currency: Currency, from stream: inout RandomStream) -> Int64 {
        let cents = pick(prices, &stream) * currency.unitsPerDollar
        return currency.hasHundredths ? cents : cents / 100 * 100
    }

    private static func pick<Entry>(_ entries: [Entry], _ stream: inout RandomStream) -> Entry {
        entries[Int(stream.below(UInt64(entries.count)))]
    }
}
