/// Numbers as people read them: three digits that matter, thousands apart.
enum FigureText {
    /// A figure.
    ///
    /// | figure | text |
    /// | --- | --- |
    /// | 1234567.8 | `1,234,568` |
    /// | 100 | `100` |
    /// | 99.96 | `100.0` |
    /// | 12.34 | `12.3` |
    /// | 9.876 | `9.88` |
    /// | 0.5 | `0.50` |
    static func number(_ figure: Double) -> String {
        switch figure.magnitude {
        case 100...: fixed(figure, decimals: 0)
        case 10..<100: fixed(figure, decimals: figure == figure.rounded() ? 0 : 1)
        default: fixed(figure, decimals: 2)
        }
    }

    /// A ratio, always with two decimals.
    static func ratio(_ ratio: Double) -> String {
        fixed(ratio, decimals: 2)
    }

    /// A figure rounded as JSON carries it: to a thousandth.
    static func rounded(_ figure: Double) -> Double {
        (figure * 1_000).rounded() / 1_000
    }

    private static func fixed(_ figure: Double, decimals: Int) -> String {
        guard figure.isFinite, figure.magnitude < 1e15 else { return "\(figure)" }
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((figure.magnitude * Double(scale)).rounded())
        var text = grouped(scaled / scale)
        if decimals > 0 {
            let fraction = String(scaled % scale)
            text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
        }
        return figure < 0 && scaled > 0 ? "-" + text : text
    }

    private static func grouped(_ integer: Int) -> String {
        let digits = String(integer)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }
}
