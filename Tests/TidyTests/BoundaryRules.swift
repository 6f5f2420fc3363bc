extension Rule {
    /// Where memory may be touched by hand: few files, each with one reason.
    private static let unsafeIn = [
        "Sources/WireKit/Loop",  // system calls on sockets
        "Sources/WireKit/Names",  // getaddrinfo(3)
        "Sources/WireKit/TLS",  // the C interface of OpenSSL
        "Sources/WireKit/Clock.swift",  // clock_gettime(2)
        "Sources/WireKit/Crypto/SHA256Compression.swift",  // the inner loop
        "Sources/SimulationKit/Profile/OutputSpan+Pieces.swift",  // the inner loop of bodies
        "Sources/DeliveryKit/SQLite",  // the C interface
        "Sources/ScenarioKit/Reading/File/FileBytes.swift",  // system calls on files
        "Sources/ScenarioKit/Reading/File/FileBytes.swift",  // system calls on files
        "Sources/ReportKit/HTML/PageAsset.swift",  // bytes that the C compiler has embedded
        "Sources/ReportKit/Explain/Remedy+Code.swift",  // the same
        "Sources/portsim/System",  // system calls on descriptors and files
        "Sources/portsim-bench",  // system calls that measure
        "Tests",
    ]

    static let unsafeCode = Rule(
        name: "unsafe code stays in its places",
        findings: { file in
            guard file.isSwift, !file.isIn(unsafeIn) else { return [] }
            return file.findings(of: "unsafe", "unsafe code only in: \(unsafeIn.joined(separator: ", "))")
        },
        brokenSample: TextFile(path: "Sources/portsim/Console/A.swift", text: "_ = unsafe getenv(name)\n"),
        soundSample: TextFile(
            path: "Sources/WireKit/Loop/A.swift",
            text: "let isUnsafe = unsafe getenv(name) == nil\n"
        )
    )

    static let uncheckedSendable = Rule(
        name: "what the compiler cannot check about threads has its reason beside it",
        findings: { file in
            guard file.isSwift else { return [] }
            return ["@unchecked Sendable", "nonisolated(unsafe)"]
                .flatMap { file.findings(of: $0, "'\($0)' needs a comment: '`@unchecked` because …'") }
                .filter { !file.hasReason(beside: $0.line - 1) }
        },
        brokenSample: TextFile(
            path: "Sources/Kit/A.swift",
            text: "/// A box.\nfinal class Box: @unchecked Sendable {}\n"
        ),
        soundSample: TextFile(
            path: "Sources/Kit/A.swift",
            text: """
                /// A box. `@unchecked` because only its owner touches it.
                @safe
                final class Box: @unchecked Sendable {}
                // Only its owner touches it.
                final class Bag: @unchecked Sendable {}

                """
        )
    )

    static let databaseImport = Rule(
        name: "SQLite is imported in one folder",
        findings: { file in
            guard file.isSwift, !file.isIn(["Sources/DeliveryKit/SQLite"]) else { return [] }
            return file.findings(of: "import CSQLite", "only Sources/DeliveryKit/SQLite imports CSQLite")
        },
        brokenSample: TextFile(path: "Sources/DeliveryKit/Ledger/A.swift", text: "import CSQLite\n"),
        soundSample: TextFile(path: "Sources/DeliveryKit/SQLite/A.swift", text: "import CSQLite\n")
    )

    static let foundationImport = Rule(
        name: "the lower targets do without Foundation",
        findings: { file in
            let allowedIn = ["Sources/ScenarioKit", "Sources/portsim", "Sources/portsim-bench", "Tests"]
            guard file.isSwift, !file.isIn(allowedIn), !file.isForOthers else { return [] }
            return ["Foundation", "FoundationEssentials"].flatMap { module in
                file.findings(of: "import \(module)", "import Glibc, Dispatch or Synchronization")
            }
        },
        brokenSample: TextFile(path: "Sources/JSONKit/A.swift", text: "package import Foundation\n"),
        soundSample: TextFile(path: "Sources/ScenarioKit/A.swift", text: "import Foundation\n")
    )

    static let packageDependencies = Rule(
        name: "the package depends on no other",
        findings: { file in
            guard file.path == "Package.swift" else { return [] }
            return [".package(", "dependencies: [.package"].flatMap {
                file.findings(of: $0, "no package dependencies")
            }
        },
        brokenSample: TextFile(
            path: "Package.swift",
            text: "    dependencies: [\n.package(url: a, from: b)]\n"
        ),
        soundSample: TextFile(path: "Package.swift", text: "let package = Package(dependencies: [])\n")
    )
}

extension TextFile {
    /// Whether the file is shown to others and never compiled here: it has their libraries.
    var isForOthers: Bool { isIn(["Sources/CAssets/explain"]) }

    /// Whether a comment on the line (an index), or directly above it, says what is left unchecked and why.
    ///
    /// A plain comment does; documentation does where it has the word.
    func hasReason(beside index: Int) -> Bool {
        if lines[index].contains(" // ") { return true }
        var above = index - 1
        while above >= 0 {
            let line = lines[above].drop { $0 == " " }
            let isDocumentation = line.hasPrefix("///")
            if line.hasPrefix("//") && !isDocumentation || isDocumentation && line.contains("unchecked") {
                return true
            }
            guard isDocumentation || line.hasPrefix("@") else { return false }
            above -= 1
        }
        return false
    }
}
