extension Rule {
    static let summaryCharactersMax = 150

    static let documentation = Rule(
        name:
            "every package declaration is documented, its summary in at most \(summaryCharactersMax) characters",
        findings: { file in
            guard file.isSwift, file.isIn(["Sources", "Tests/TestSupport"]) else { return [] }
            return file.codeLines.indices.filter { isWideDeclaration(file.codeLines[$0]) }.compactMap {
                index in
                let summary = documentation(above: index, in: file).prefix { !$0.isEmpty }
                guard !summary.isEmpty else { return file.finding(line: index + 1, "has no doc comment") }
                let count = summary.joined(separator: " ").count
                guard count > summaryCharactersMax else { return nil }
                return file.finding(line: index + 1, "its summary has \(count) characters")
            }
        },
        brokenSample: TextFile(
            path: "Sources/Kit/A.swift",
            text:
                "/// A box.\n@frozen\npackage struct Box {\n    // Not this.\n    package static let a = 1\n}\n"
        ),
        soundSample: TextFile(
            path: "Sources/Kit/A.swift",
            text: """
                package import Dispatch
                /// A box.
                ///
                /// \(String(repeating: "Long. ", count: 40))
                @frozen
                package struct Box {
                    /// How many.
                    package private(set) var count = 0
                    private let package = 1
                    let text = "package let a = 1"
                }

                """
        )
    )

    private static let modifiers: Set<String> = [
        "static", "final", "class", "override", "mutating", "nonmutating", "nonisolated", "indirect", "lazy",
        "weak",
        "unowned", "consuming", "borrowing", "required", "convenience", "private(set)",
    ]

    // Whether the line declares something that other targets see.
    private static func isWideDeclaration(_ line: String) -> Bool {
        let words = line.split(separator: " ").map(String.init)
        let start = words.firstIndex { !$0.hasPrefix("@") && !modifiers.contains($0) }
        guard let start, ["package", "public", "open"].contains(words[start]) else { return false }
        return start + 1 < words.count && words[start + 1] != "import" && words[start + 1].first != "="
    }

    // The lines of the doc comment above a declaration, without their slashes.
    private static func documentation(above index: Int, in file: TextFile) -> [String] {
        var result: [String] = []
        for above in file.lines[..<index].reversed() {
            let line = above.drop { $0 == " " }
            if line.hasPrefix("///") {
                result.insert(String(line.dropFirst(3).drop { $0 == " " }), at: 0)
            } else if result.isEmpty && line.hasPrefix("@") {
                continue
            } else {
                break
            }
        }
        return result
    }
}
