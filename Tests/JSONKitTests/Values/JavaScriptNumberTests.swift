import JSONKit
import Testing

struct JavaScriptNumberTests {
    /// RFC 8785, appendix B, with minus zero, and NaN and Infinity as `Number::toString` has them.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x7FFF_FFFF_FFFF_FFFF, "NaN"), (0x7FF0_0000_0000_0000, "Infinity"),
            (0xFFF0_0000_0000_0000, "-Infinity"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
            (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"),
            (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)]
    )
    func `doubles print as in RFC 8785, appendix B`(bits: UInt64, expected: String) {
        #expect(JavaScriptNumber.text(of: Double(bitPattern: bits)) == expected)
    }

    @Test(
        arguments: [
            (1, "1"), (0.000001, "0.000001"), (1e-7, "1e-7"),
            (123_456_789_012_345_683_968, "123456789012345680000"),
            (1e21, "1e+21"), (-0.0, "0"), (0.5, "0.5"), (-1.5, "-1.5"), (100, "100"), (1.25e-7, "1.25e-7"),
            (1e100, "1e+100"),
        ] as [(Double, String)]
    )
    func `the documented table holds`(value: Double, expected: String) {
        #expect(JavaScriptNumber.text(of: value) == expected)
    }

    @Test func `every printed double reads back as itself`() throws {
        var choices = Choices(seed: 8_785)
        for _ in 0..<2_000 {
            let value = Double(bitPattern: choices.next())
            guard value.isFinite else { continue }
            let text = JavaScriptNumber.text(of: value)
            #expect(try #require(JSONNumber(text)).double == value, "\(text)")
        }
    }
}
