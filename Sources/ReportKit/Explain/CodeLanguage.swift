/// The languages that remedies are written in; the raw value is what users type.
package enum CodeLanguage: String, CaseIterable, Sendable {
    case node
    case python
    case go
    case php
    case ruby
    case java
    case swift

    /// What it is called.
    package var title: String {
        switch self {
        case .node: "Node"
        case .python: "Python"
        case .go: "Go"
        case .php: "PHP"
        case .ruby: "Ruby"
        case .java: "Java"
        case .swift: "Swift"
        }
    }

    /// How the names of its files end.
    package var fileExtension: String {
        switch self {
        case .node: "mjs"
        case .python: "py"
        case .go: "go"
        case .php: "php"
        case .ruby: "rb"
        case .java: "java"
        case .swift: "swift"
        }
    }

    /// Whether the tests run what is written in it; all else is only read.
    package var isRunByTests: Bool {
        switch self {
        case .node, .python: true
        case .go, .php, .ruby, .java, .swift: false
        }
    }
}
