/// A path into a JSON value (RFC 6901).
package struct JSONPointer: Equatable, Sendable {
    /// The keys and array positions on the way, unescaped; none for the whole value.
    package let tokens: [String]

    /// Makes a pointer from unescaped tokens.
    package init(tokens: [String]) {
        self.tokens = tokens
    }

    /// Reads a pointer: empty for the whole value, else `/` before each token, `~0` for `~` and `~1` for `/`.
    package init(_ text: String) throws(JSONPointerError) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first else {
            tokens = []
            return
        }
        guard first == ASCII.slash else { throw .noLeadingSlash }
        var tokens: [String] = []
        var token: [UInt8] = []
        var index = 1
        while index < bytes.count {
            switch bytes[index] {
            case ASCII.slash:
                tokens.append(String(decoding: token, as: UTF8.self))
                token = []
            case ASCII.tilde:
                index += 1
                let escaped = index < bytes.count ? bytes[index] : 0
                switch escaped {
                case ASCII.zero: token.append(ASCII.tilde)
                case ASCII.zero + 1: token.append(ASCII.slash)
                default: throw .badEscape(offset: index - 1)
                }
            default:
                token.append(bytes[index])
            }
            index += 1
        }
        tokens.append(String(decoding: token, as: UTF8.self))
        self.tokens = tokens
    }

    /// Escapes a token, so that it can be put into the text of a pointer.
    package static func escaped(_ token: String) -> String {
        var bytes: [UInt8] = []
        for byte in token.utf8 {
            switch byte {
            case ASCII.tilde: bytes += [ASCII.tilde, ASCII.zero]
            case ASCII.slash: bytes += [ASCII.tilde, ASCII.zero + 1]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Makes the pointer that goes one token further.
    package func appending(_ token: String) -> JSONPointer {
        JSONPointer(tokens: tokens + [token])
    }

    /// Finds the value this points to, or nothing where the path ends early.
    ///
    /// `-`, the place after an array's last element, never holds a value.
    package func evaluate(in value: JSONValue) -> JSONValue? {
        var current = value
        for token in tokens {
            switch current {
            case .object(let object):
                guard let member = object[token] else { return nil }
                current = member
            case .array(let elements):
                guard let index = Self.arrayIndex(token), index < elements.count else { return nil }
                current = elements[index]
            case .null, .bool, .number, .string:
                return nil
            }
        }
        return current
    }

    /// Finds the node this points to, or nothing where the path ends early.
    package func evaluate(in node: JSONNode) -> JSONNode? {
        var current = node
        for token in tokens {
            switch current.kind {
            case .object:
                guard let member = current.member(token) else { return nil }
                current = member.value
            case .array(let elements):
                guard let index = Self.arrayIndex(token), index < elements.count else { return nil }
                current = elements[index]
            case .null, .bool, .number, .string, .unpaired:
                return nil
            }
        }
        return current
    }

    /// Reads an array position: digits without a leading zero (RFC 6901, section 4).
    private static func arrayIndex(_ token: String) -> Int? {
        guard token.utf8.allSatisfy(ASCII.isDigit), token == "0" || token.utf8.first != ASCII.zero else {
            return nil
        }
        return Int(token)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer as text.
    package var description: String {
        tokens.reduce(into: "") { $0 += "/" + Self.escaped($1) }
    }
}

/// What is wrong with the text of a JSON pointer.
package enum JSONPointerError: Error, Equatable {
    /// The text is not empty and does not begin with a slash.
    case noLeadingSlash
    /// The tilde at this byte offset is not followed by 0 or 1.
    case badEscape(offset: Int)

    /// What is wrong and what to do, in one line.
    package var message: String {
        switch self {
        case .noLeadingSlash: "a JSON pointer begins with '/', or is empty for the whole value"
        case .badEscape(let offset):
            "'~' at byte \(offset + 1) of a JSON pointer must be '~0' (a tilde) or '~1' (a slash)"
        }
    }
}
