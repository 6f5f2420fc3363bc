import JSONKit
import Testing

struct JSONParserNumberTests {
    @Test(arguments: [
        "0", "-0", "1", "10", "-12", "0.5", "1.50", "1e3", "1E3", "1e+3", "1e-3", "-1.5e-10", "0e0", "0.0e00",
        "123456789012345678901234567890",
    ])
    func `numbers of strict JSON keep their text`(text: String) throws {
        #expect(try json(text).number?.text == text)
        #expect(try json5("[\(text)]").array?.first?.number?.text == text)
    }

    @Test(arguments: [
        "+1", ".5", "-.5", "5.", "+5.e3", "5.e-3", "0x0", "0XaF", "-0x1", "+0x1", "Infinity", "+Infinity",
        "-Infinity", "NaN", "+NaN", "-NaN",
    ])
    func `numbers of JSON5 keep their text`(text: String) throws {
        #expect(try json5(text).number?.text == text)
        #expect(try json5("[\(text)\u{A0}]").array?.first?.number?.text == text)
    }

    @Test(arguments: [
        ("-", "1:2: a digit is missing here []"),
        ("- 1", "1:2: a digit is missing here []"),
        (".5", "1:1: a digit is missing here []"),
        ("1.", "1:3: a digit is missing here []"),
        ("1.e3", "1:3: a digit is missing here []"),
        ("1e", "1:3: a digit is missing here []"),
        ("1e+", "1:4: a digit is missing here []"),
        ("01", "1:1: a number has no leading zeros; remove them, or put quotes around it [01]"),
        ("-00.5", "1:1: a number has no leading zeros; remove them, or put quotes around it [-00]"),
        ("+1", "1:1: a number has no leading '+' in strict JSON; remove it [+]"),
        ("0x1F", "1:1: strict JSON has no hexadecimal numbers; write it in decimal [0x1F]"),
        ("1_000", "1:1: this is not a number; anything with a unit is a string and needs quotes [1_000]"),
        ("1.2.3", "1:1: this is not a number; anything with a unit is a string and needs quotes [1.2.]"),
    ])
    func `mistakes in numbers of strict JSON`(text: String, expected: String) {
        #expect(mistake(in: text, .json) == expected)
    }

    @Test(arguments: [
        (".", "1:2: a digit is missing here []"),
        ("+", "1:2: a digit is missing here []"),
        ("+.e1", "1:3: a digit is missing here []"),
        ("0x", "1:3: a digit is missing here []"),
        ("010", "1:1: a number has no leading zeros; remove them, or put quotes around it [010]"),
        ("--1", "1:2: a digit is missing here []"),
        ("-Infinit", "1:2: a string needs quotes around it (Infinity?) [Infinit]"),
        ("{ at: 10s }", "1:7: this is not a number; anything with a unit is a string and needs quotes [10s]"),
        ("[5µs]", "1:2: this is not a number; anything with a unit is a string and needs quotes [5µs]"),
        ("[5€]", "1:2: this is not a number; anything with a unit is a string and needs quotes [5€]"),
        ("0x1G", "1:1: this is not a number; anything with a unit is a string and needs quotes [0x1G]"),
        ("1\\u0061", "1:1: this is not a number; anything with a unit is a string and needs quotes [1\\]"),
    ])
    func `mistakes in numbers of JSON5`(text: String, expected: String) {
        #expect(mistake(in: text, .json5) == expected)
    }
}
