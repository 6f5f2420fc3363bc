/// Paths as text: where a file that another names is, and whether two names are one.
package enum FilePath {
    /// A path as the file at another path means it: relative to its folder.
    static func joined(_ path: String, from file: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        var rest = path[...]
        while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return String(rest) }
        return String(file[...slash]) + rest
    }

    /// A path without detours, to compare it with others; above the root there is nothing but the root.
    package static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
