/// Reads a page strictly: a tag that is not closed, closed twice or written otherwise than by this book is a problem.
struct MarkupScanner {
    struct Element: Equatable {
        var name: String
        var attributes: [String: String]
        /// What stands in it, where that is text alone to a browser.
        var text: String
    }

    private static let empty: Set<String> = ["meta", "link", "br"]
    /// Elements whose content is text up to their own end.
    private static let raw: Set<String> = ["script", "style", "title"]

    private(set) var elements: [Element] = []
    private(set) var problems: [String] = []
    private var rest: Substring

    init(_ page: [UInt8]) {
        let text = String(decoding: page, as: UTF8.self)
        rest = text[...]
        scan()
    }

    private mutating func scan() {
        guard take("<!DOCTYPE html>\n") else {
            problems.append("no doctype")
            return
        }
        var open: [String] = []
        while let start = rest.firstIndex(of: "<") {
            let between = rest[..<start]
            if between.contains(">") { problems.append("a bare > in \(between.prefix(40))") }
            rest = rest[start...]
            if take("</") {
                let name = takeName()
                if open.popLast() != name { problems.append("</\(name)> closes what is not open") }
                if !take(">") { problems.append("</\(name) is not ended") }
                continue
            }
            guard take("<") else { return }
            let name = takeName()
            guard !name.isEmpty, let attributes = takeAttributes() else {
                problems.append("no tag: <\(name)\(rest.prefix(20))")
                return
            }
            var element = Element(name: name, attributes: attributes, text: "")
            if Self.raw.contains(name) {
                guard let end = rest.firstRange(of: "</\(name)") else {
                    problems.append("<\(name)> is not ended")
                    return
                }
                element.text = String(rest[..<end.lowerBound])
                rest = rest[end.lowerBound...]
                open.append(name)
            } else if !Self.empty.contains(name) {
                open.append(name)
            }
            elements.append(element)
        }
        if !open.isEmpty { problems.append("left open: \(open)") }
    }

    private mutating func take(_ text: String) -> Bool {
        guard rest.hasPrefix(text) else { return false }
        rest = rest.dropFirst(text.count)
        return true
    }

    private mutating func takeName() -> String {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        rest = rest[name.endIndex...]
        return String(name)
    }

    private mutating func takeAttributes() -> [String: String]? {
        var attributes: [String: String] = [:]
        while !take(">") {
            guard take(" ") else { return nil }
            let name = takeName()
            guard !name.isEmpty, attributes[name] == nil, take("=\""),
                let end = rest.firstIndex(of: "\"")
            else { return nil }
            attributes[name] = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        return attributes
    }
}
