import ContractKit
import JSONKit

extension ValueCursor {
    /// The value, whatever it is, as long as JSON can say it.
    func anything() -> JSONValue? {
        guard case .anything = kind else { misuse() }
        return refuseInfinite(node) ? nil : node.value
    }

    /// Reports each number within a value that is none in JSON; true where there was one.
    private func refuseInfinite(_ node: JSONNode) -> Bool {
        switch node.kind {
        case .null, .bool, .string, .unpaired: return false
        case .array(let elements): return elements.filter { refuseInfinite($0) }.count > 0
        case .object(let members): return members.filter { refuseInfinite($0.value) }.count > 0
        case .number(let number):
            guard !number.isFinite else { return false }
            reading.report("JSON has no \(number.text), so that nothing is ever equal to it", at: node.range)
            return true
        }
    }

    /// The number as it is written.
    func number() -> JSONNumber? {
        guard case .number = kind else { misuse() }
        guard let number = node.number else { return refuseKind() }
        guard number.isFinite else {
            report("\(label) is a number, and \(number.text) is beyond all numbers")
            return nil
        }
        return number
    }

    /// The bound on a figure of this unit.
    func limit(_ unit: Metric.Unit) -> MetricLimit? {
        guard case .limit = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        do throws(MetricLimit.Problem) {
            return try MetricLimit(text, unit: unit)
        } catch {
            report("\(Diagnostic.quoted(text)) is no condition: \(error.message)")
            return nil
        }
    }

    /// The JSON pointer.
    func pointer() -> JSONPointer? {
        guard case .pointer = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        do throws(JSONPointerError) {
            return try JSONPointer(text)
        } catch {
            report(error.message, suggestion: error == .noLeadingSlash ? "/" + text : nil)
            return nil
        }
    }

    /// The JSON pointer with its placeholders.
    func template() -> ProbeTemplate? {
        guard case .template = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        do throws(ProbeTemplate.Problem) {
            return try ProbeTemplate(text)
        } catch {
            report(
                error.message,
                suggestion: error == .pointer(.noLeadingSlash) ? "/" + text : error.suggestion
            )
            return nil
        }
    }

    /// The SHA-256 in hex.
    func digest() -> String? {
        guard case .digest = kind else { misuse() }
        guard let text = node.string else { return refuseKind() }
        let isHex = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        guard isHex, text.utf8.count == 64 else {
            report("\(label) is \(kind.words), as reports show it, not \(Diagnostic.quoted(text))")
            return nil
        }
        return text
    }
}
