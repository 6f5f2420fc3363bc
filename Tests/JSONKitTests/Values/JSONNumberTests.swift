import JSONKit
import Testing

struct JSONNumberTests {
    private func number(_ text: String) throws -> JSONNumber {
        try #require(JSONNumber(text), "\(text) is not a number")
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("-0.0e7", 0), ("1e3", 1_000), ("1000.0", 1_000), ("1000.000e0", 1_000),
            ("10e-1", 1),
            ("0.001e3", 1), ("0x10", 16), ("-0xff", -255), ("+5.", 5), (".5e1", 5),
            ("999999999999999999", 999_999_999_999_999_999),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9.223372036854775807e18", .max),
            ("0x7fffffffffffffff", .max), ("-0x8000000000000000", .min), ("0e999999999", 0),
            ("0x000000000000000000000000000000000000000a", 10),
        ] as [(String, Int64)]
    )
    func `whole numbers are exact integers`(text: String, expected: Int64) throws {
        #expect(try number(text).int64 == expected)
    }

    @Test(arguments: [
        "0.5", "1e-1", "1000.0001", "9223372036854775808", "-9223372036854775809", "1e19", "1e999999999",
        "1e-999999999", "18446744073709551616", "0x8000000000000000", "Infinity", "-Infinity", "NaN",
    ])
    func `numbers with a fraction or too large have no integer`(text: String) throws {
        #expect(try number(text).int64 == nil)
    }

    @Test(
        arguments: [
            ("0.06", 6, 60_000), ("1", 6, 1_000_000), ("0.000001", 6, 1), ("2.5e-3", 6, 2_500),
            ("-0.1", 1, -1),
            ("5", -1, nil), ("50", -1, 5), ("0.0000001", 6, nil), ("1e18", 1, nil), ("0", 400, 0),
            ("1", .max, nil),
            ("1e9", .min, nil), ("NaN", 3, nil),
        ] as [(String, Int, Int64?)]
    )
    func `a decimal times a power of ten is exact or nothing`(
        text: String,
        power: Int,
        expected: Int64?
    ) throws {
        #expect(try number(text).int64(timesPowerOfTen: power) == expected)
    }

    @Test(arguments: [
        ("1e3", "1000"), ("1000.0", "1000"), ("0x3e8", "1000"), ("+1", "1"), ("-0", "0"), (".5", "5e-1"),
        ("NaN", "-NaN"), ("Infinity", "+Infinity"), ("0.1", "0.10000"), ("1e999999999", "10e999999998"),
        ("123456789012345678901234567890", "0x18ee90ff6c373e0ee4e3f0ad2"),
    ])
    func `numbers of one value are equal`(left: String, right: String) throws {
        #expect(try number(left) == number(right))
    }

    @Test(arguments: [
        ("1", "-1"), ("1", "10"), ("0.1", "0.1000000000000000055511151231257827"),
        ("9007199254740992", "9007199254740993"),
        ("1e999999999", "Infinity"), ("Infinity", "-Infinity"), ("NaN", "Infinity"), ("NaN", "0"),
        ("1e5", "1e6"),
    ])
    func `numbers of different values are not`(left: String, right: String) throws {
        #expect(try number(left) != number(right))
    }

    @Test(arguments: [
        ("0", 0), ("0.1", 0.1), ("-1.5e3", -1_500), ("1e400", .infinity), ("-1e400", -.infinity),
        ("1e-400", 0),
        ("9007199254740993", 9_007_199_254_740_992), ("9007199254740995", 9_007_199_254_740_996),
        ("123456789012345678", 123_456_789_012_345_680), ("0x20000000000001", 9_007_199_254_740_992),
        ("2.2250738585072011e-308", Double(bitPattern: 0x000F_FFFF_FFFF_FFFF)),
        ("5e-324", .leastNonzeroMagnitude), ("2e-324", 0),
        ("3e-324", .leastNonzeroMagnitude),
        ("1.7976931348623158e308", 1.7976931348623157e308), ("1.7976931348623159e308", .infinity),
        (".5", 0.5), ("5.", 5), ("1e999999999", .infinity), ("Infinity", .infinity),
        ("-Infinity", -.infinity),
    ])
    func `the double is the nearest one`(text: String, expected: Double) throws {
        #expect(try number(text).double == expected)
    }

    @Test func `halves are decided by every digit`() throws {
        // 1 + 2^-53 lies exactly between 1 and the next double; ties go to the even one, anything above goes
        // up.
        let half = "1.00000000000000011102230246251565404236316680908203125"
        #expect(try number(half).double == 1)
        #expect(try number(half + String(repeating: "0", count: 700) + "1").double == 1.0.nextUp)
    }

    @Test func `minus zero is a double of its own`() throws {
        #expect(try number("-0").double.sign == .minus)
        #expect(try number("-0.0").double.sign == .minus)
        #expect(try number("-1e-400").double.sign == .minus)
        #expect(try number("0").double.sign == .plus)
        #expect(try number("NaN").double.isNaN)
    }

    @Test(arguments: [
        ("1640995200000.0", "1640995200000"), ("1e3", "1000"), ("-0", "0"),
        ("12345678901234567890", "12345678901234567000"),
        ("0.1e-6", "1e-7"), ("1e21", "1e+21"), ("1e400", "null"), ("NaN", "null"), ("0xff", "255"),
    ])
    func `JavaScript prints its own spelling`(text: String, expected: String) throws {
        #expect(try number(text).javaScriptText == expected)
    }

    @Test(arguments: [
        ("1.50", "1.50"), ("-1E+3", "-1E+3"), ("12345678901234567890.5", "12345678901234567890.5"),
        ("+1", "1"),
        ("+1.50", "15e-1"), (".5", "5e-1"), ("5.", "5"), ("5.e3", "5e3"), ("-.25e-3", "-25e-5"),
        ("0xff", "255"),
        ("-0x0", "0"), ("Infinity", "null"), ("-NaN", "null"), ("1000.", "1e3"),
    ])
    func `strict JSON has the same value`(text: String, expected: String) throws {
        let number = try number(text)
        #expect(number.jsonText == expected)
        if number.isFinite { #expect(try json(number.jsonText) == .number(number)) }
    }

    @Test(arguments: ["", " 1", "1 ", "1,", "a", "[1]", "'1'", "0x", "1e1000000000", "// c\n1"])
    func `what is not a number alone is none`(text: String) {
        #expect(JSONNumber(text) == nil)
    }

    @Test func `numbers are made of integers and doubles`() throws {
        #expect(JSONNumber(UInt64.max).text == "18446744073709551615")
        #expect(JSONNumber(12).text == "12")
        #expect(JSONNumber(Int64.min).text == "-9223372036854775808")
        #expect(JSONNumber(0.1).text == "0.1")
        #expect(JSONNumber(-0.0).text == "0")
        #expect(JSONNumber(Double.infinity) == (try number("Infinity")))
        #expect(JSONNumber(Double.nan) == (try number("NaN")))
        #expect("\(JSONNumber(7))" == "7")
    }

    @Test(
        arguments: [
            ("0", 0), ("9223372036854775808", 1 << 63), ("18446744073709551615", UInt64.max),
            ("0xFFFFFFFFFFFFFFFF", UInt64.max), ("1e19", 10_000_000_000_000_000_000), ("42.0", 42),
        ] as [(String, UInt64)]
    )
    func `a number without a sign is exact to 64 bits`(text: String, expected: UInt64) throws {
        #expect(try number(text).uint64 == expected)
    }

    @Test(arguments: ["-1", "18446744073709551616", "1e20", "0.5", "1e999", "Infinity", "NaN"])
    func `what is no number of 64 bits without a sign is none`(text: String) throws {
        #expect(try number(text).uint64 == nil)
    }

    @Test func `a long hexadecimal is exact`() throws {
        // 16^200, from an independent computation.
        let digits = try number("0x1" + String(repeating: "0", count: 200)).jsonText
        #expect(digits.utf8.count == 241)
        #expect(digits.hasPrefix("66680144328798542740"))
        #expect(digits.hasSuffix("37476461291163877376"))
    }
}
