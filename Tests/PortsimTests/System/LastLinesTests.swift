import Testing

@testable import portsim

@Suite struct LastLinesTests {
    private func lines(_ pieces: [String], hiding secrets: [String] = []) -> [String] {
        var last = LastLines(hiding: secrets.map { Array($0.utf8) })
        for piece in pieces { last.add(Array(piece.utf8)) }
        return last.lines
    }

    @Test func `lines come whole, whatever pieces they came in`() {
        #expect(lines([]) == [])
        #expect(lines(["a\nb"]) == ["a", "b"])
        #expect(lines(["a", "b\r\n\n", "c", "\n"]) == ["ab", "c"])
    }

    @Test func `the last lines are kept, each up to its limit`() {
        let many = (1...100).map { "\($0)\n" }
        #expect(lines(many) == (81...100).map(String.init))
        #expect(lines(many + ["x"]) == (82...100).map(String.init) + ["x"])
        let long = String(repeating: "x", count: LastLines.bytesMax)
        #expect(lines([long + "\n"]) == [long])
        #expect(lines([long + "y\n"]) == [long + "…"])
        #expect(lines([String(repeating: long, count: 100)]) == [long + "…"])
    }

    @Test func `no part of a secret is kept, wherever it stands`() {
        #expect(lines(["my sec", "ret!\n"], hiding: ["", "secret"]) == ["my (secret)!"])
        #expect(lines(["secretive"], hiding: ["secret", "secretive"]) == ["(secret)"])
        let before = String(repeating: "x", count: LastLines.bytesMax - 3)
        #expect(lines([before + "secret\n"], hiding: ["secret"]) == [before + "(se…"])
    }
}
