import ReportKit
import Testing

struct StyleTests {
    @Test func `colours are written only where they are wanted`() {
        #expect(Style.colored.green("x") == "\u{1B}[32mx\u{1B}[0m")
        #expect(Style.colored.bold("") == "")
        let plain = Style.plain
        #expect(
            [plain.bold("x"), plain.dim("x"), plain.red("x"), plain.green("x"), plain.yellow("x")].allSatisfy
            { $0 == "x" }
        )
        let colored = Style.colored
        let texts = [
            colored.bold("x"), colored.dim("x"), colored.red("x"), colored.green("x"), colored.yellow("x"),
        ]
        #expect(Set(texts).count == 5)
    }
}
