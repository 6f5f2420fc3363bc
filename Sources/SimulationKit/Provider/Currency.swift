/// The currencies that payments are made in, by their codes (ISO 4217).
package enum Currency: String, CaseIterable, Sendable {
    case usd = "USD"
    case eur = "EUR"
    case gbp = "GBP"
    case chf = "CHF"
    case cad = "CAD"
    case aud = "AUD"
    case sek = "SEK"
    case pln = "PLN"
    case inr = "INR"
    case brl = "BRL"
    case jpy = "JPY"
    case krw = "KRW"

    /// Whether its unit has hundredths (ISO 4217, minor units).
    package var hasHundredths: Bool {
        switch self {
        case .usd, .eur, .gbp, .chf, .cad, .aud, .sek, .pln, .inr, .brl: true
        case .jpy, .krw: false
        }
    }

    /// Roughly how many of it a dollar is, so that drawn amounts look like prices.
    var unitsPerDollar: Int64 {
        switch self {
        case .usd, .eur, .gbp, .chf, .cad, .aud: 1
        case .pln: 4
        case .brl: 5
        case .sek: 10
        case .inr: 80
        case .jpy: 150
        case .krw: 1_300
        }
    }
}
