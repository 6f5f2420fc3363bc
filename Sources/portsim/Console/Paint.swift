/// Colours text, or leaves it as it is where colours are off.
package struct Paint: Sendable, Equatable {
    /// Whether colours are on.
    package let isOn: Bool

    /// Colours that are on or off.
    package init(isOn: Bool) {
        self.isOn = isOn
    }

    /// The few styles the tool uses, by their SGR number (ECMA-48, 8.3.117).
    package enum Style: Int, Sendable {
        case bold = 1
        case dim = 2
        case red = 31
        case green = 32
        case yellow = 33
        case cyan = 36
    }

    /// The text in a style.
    package func callAsFunction(_ text: String, _ style: Style) -> String {
        isOn ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
