package import JSONKit

/// A JSON Pointer into what a consumer tells of itself, with places for a user and an integration.
package struct ProbeTemplate: Equatable, Sendable {
    /// What stands for something of a user.
    package enum Placeholder: String, CaseIterable, Sendable {
        /// The user's `uid`.
        case uid
        /// The integration's `walletId`.
        case walletId
    }

    /// Why a text is no template.
    package enum Problem: Error, Equatable, Sendable {
        /// It is no pointer.
        case pointer(JSONPointerError)
        /// Something else stands between braces.
        case placeholder(String)
        /// A brace has no partner.
        case brace

        /// What is wrong and what to do about it, without a final point.
        package var message: String {
            switch self {
            case .pointer(let error): error.message
            case .placeholder(let name):
                "'{\(name)}' stands for nothing; there are '{uid}' and '{walletId}'"
            case .brace: "'{' and '}' go around a placeholder: '{uid}' or '{walletId}'"
            }
        }

        /// What was probably meant; nil where nothing is near.
        package var suggestion: String? {
            guard case .placeholder(let name) = self else { return nil }
            return Suggestion.nearest(to: name, among: Placeholder.allCases.map(\.rawValue)).map { "{\($0)}" }
        }
    }

    /// The template as files write it.
    package let text: String
    private let pointer: JSONPointer
    private let placeholders: [Placeholder]

    /// Reads a template, such as `/users/{uid}/integrations/{walletId}`.
    package init(_ text: String) throws(Problem) {
        self.text = text
        do throws(JSONPointerError) {
            pointer = try JSONPointer(text)
        } catch {
            throw .pointer(error)
        }
        var found: [Placeholder] = []
        for token in pointer.tokens {
            var rest = token[...]
            while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
                let inner = rest[rest.index(after: open)...]
                guard rest[open] == "{", let close = inner.firstIndex(where: { $0 == "{" || $0 == "}" }),
                    inner[close] == "}"
                else { throw .brace }
                let name = String(inner[..<close])
                guard let placeholder = Placeholder(rawValue: name) else { throw .placeholder(name) }
                found.append(placeholder)
                rest = inner[inner.index(after: close)...]
            }
        }
        placeholders = found
    }

    /// Whether it needs to know of whom.
    package var needsUser: Bool { !placeholders.isEmpty }
    /// Whether it needs to know of which integration.
    package var needsWallet: Bool { placeholders.contains(.walletId) }

    /// The pointer for a user and an integration; a placeholder of what is not given stays as it is.
    package func pointer(uid: String?, walletIdentifier: String?) -> JSONPointer {
        JSONPointer(
            tokens: pointer.tokens.map { token in
                // In one pass, so that braces within a uid are no placeholders.
                var filled = ""
                var rest = token[...]
                while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                    let name = String(rest[rest.index(after: open)..<close])
                    let value =
                        switch Placeholder(rawValue: name) {
                        case .uid: uid
                        case .walletId: walletIdentifier
                        case nil: nil as String?
                        }
                    filled += rest[..<open]
                    filled += value ?? "{\(name)}"
                    rest = rest[rest.index(after: close)...]
                }
                return filled + rest
            }
        )
    }
}
