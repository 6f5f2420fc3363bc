extension Rule {
    static let fileLinesMax = 500
    static let functionLinesMax = 70

    static let fileLength = Rule(
        name: "no file is longer than \(fileLinesMax) lines",
        findings: { file in
            guard file.lines.count > fileLinesMax, !file.path.hasSuffix(".md"), !file.path.hasSuffix(".json5")
            else { return [] }
            return [file.finding(line: fileLinesMax + 1, "\(file.lines.count) lines; split the file")]
        },
        brokenSample: TextFile(
            path: "Sources/Long.swift",
            text: String(repeating: "\n", count: fileLinesMax + 1)
        ),
        soundSample: TextFile(path: "Sources/Long.swift", text: String(repeating: "\n", count: fileLinesMax))
    )

    static let functionLength = Rule(
        name: "no function is longer than \(functionLinesMax) lines",
        findings: { file in
            guard file.isSwift else { return [] }
            return FunctionScanner(file).functions.filter { $0.lineCount > functionLinesMax }.map {
                function in
                file.finding(line: function.line, "\(function.lineCount) lines; split the function")
            }
        },
        brokenSample: TextFile(path: "Sources/Long.swift", text: functionSample(lines: functionLinesMax + 1)),
        soundSample: TextFile(path: "Sources/Long.swift", text: functionSample(lines: functionLinesMax))
    )

    // A protocol's requirement, a call, and a function with a brace in a text stand in the way.
    private static func functionSample(lines: Int) -> String {
        """
        protocol Shape { func area() -> Int }
        let shape = Box.init(side: 1)
        struct Box {
            init?(
                side: Int,
                name: String = "{"
            ) {
        \(String(repeating: "        use(side)\n", count: lines - 5))    }
        }

        """
    }
}

/// Finds functions, initializers and computed properties by their words and braces.
struct FunctionScanner {
    struct Function: Equatable {
        let line: Int
        let lineCount: Int
    }

    private(set) var functions: [Function] = []
    private let code: [UInt8]

    init(_ file: TextFile) {
        code = file.code
        for name in file.names {
            let isCall = name.offset > 0 && code[name.offset - 1] == UInt8(ascii: ".")
            guard !isCall else { continue }
            let body: Int? =
                switch name.text {
                case "func", "init", "deinit", "subscript":
                    bodyStart(after: name.offset + name.text.utf8.count)
                case "var": accessorStart(after: name.offset)
                default: nil
                }
            guard let body, let end = matchingBrace(of: body) else { continue }
            let line = file.line(at: name.offset)
            functions.append(Function(line: line, lineCount: file.line(at: end) - line + 1))
        }
    }

    private static let declarationWords: Set<String> = [
        "func", "init", "deinit", "subscript", "var", "let", "case", "struct", "enum", "class", "actor",
        "static",
        "package", "private", "mutating", "associatedtype", "typealias", "extension", "protocol", "import",
    ]

    // The brace that opens the body, or nil for a requirement of a protocol.
    private func bodyStart(after offset: Int) -> Int? {
        var depth = 0
        var wordStart: Int?
        for index in offset..<code.count {
            let byte = code[index]
            if TextFile.isNameByte(byte) {
                wordStart = wordStart ?? index
                continue
            }
            if let begin = wordStart, depth == 0,
                FunctionScanner.declarationWords.contains(
                    String(decoding: code[begin..<index], as: UTF8.self)
                )
            {
                return nil
            }
            wordStart = nil
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return index
            case UInt8(ascii: "}") where depth == 0: return nil
            default: break
            }
        }
        return nil
    }

    // A computed property opens its brace on its own line and is assigned nothing.
    private func accessorStart(after offset: Int) -> Int? {
        let line = code[offset...].prefix { $0 != UInt8(ascii: "\n") }
        guard !line.contains(UInt8(ascii: "=")) else { return nil }
        return line.firstIndex(of: UInt8(ascii: "{"))
    }

    private func matchingBrace(of start: Int) -> Int? {
        var depth = 0
        for index in start..<code.count {
            if code[index] == UInt8(ascii: "{") { depth += 1 }
            if code[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }
}
