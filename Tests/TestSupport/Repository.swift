import Glibc

/// Where the things are that tests use from outside.
package enum Repository {
    /// The root of the working tree these tests were compiled from.
    package static let root: String = {
        // This file is <root>/Tests/TestSupport/Repository.swift.
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// The path of an entry of the working tree.
    package static func path(_ relative: String) -> String { "\(root)/\(relative)" }

    /// The built `portsim`, of the same build as the tests.
    package static let portsim = path(ofProduct: "portsim")

    /// A product of the package: it lies beside the test bundle, which is this process.
    package static func path(ofProduct name: String) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        precondition(count > 0, "/proc/self/exe cannot be read: error \(errno)")
        let bundle = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        let directory = bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let product = directory.joined(separator: "/") + "/" + name
        precondition(FileTree.kind(of: product) == .file, "\(product) is not built")
        return product
    }

    /// The Python interpreter that `Tests/run` prepares, with Flask; nil when it was not run.
    package static var python: String? {
        let path = path(".build/venv/bin/python")
        return FileTree.kind(of: path) == nil ? nil : path
    }
}
