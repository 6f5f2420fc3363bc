import JSONKit
import WireKit

/// What a persona looks at before the signature, and should not.
enum IntakeTrait: Hashable, Sendable {
    /// A media type other than these very bytes is answered 415.
    case mediaTypeExact
    /// Longer bodies are answered 413.
    case bodyBytes(max: Int)
    /// Bodies without a length are answered 411.
    case lengthNeeded
    /// Bodies that are no JSON are answered 422.
    case parsedFirst
    /// Every delivery gets the page of a framework that wants a token of its own forms.
    case forgeryPage
    /// Other methods than POST make it throw.
    case otherMethodsThrow
    /// A GET counts as a delivery.
    case getCounts

    /// The answer that comes before anything else is done; nil where the request passes.
    func answer(to request: HTTPRequest) -> ConsumerAnswer? {
        let bytes = request.body.count
        switch self {
        case .mediaTypeExact:
            guard request.fields["Content-Type"] != "application/json" else { return nil }
            return .failed(.unsupportedMediaType, "the media type is not application/json", bodyBytes: bytes)
        case .bodyBytes(let max):
            guard bytes > max else { return nil }
            return .failed(.contentTooLarge, "the body is longer than \(max) bytes", bodyBytes: bytes)
        case .lengthNeeded:
            guard request.fields.contains("Transfer-Encoding") else { return nil }
            return .failed(.lengthRequired, "the body comes without Content-Length", bodyBytes: bytes)
        case .parsedFirst:
            guard (try? JSONReader.read(request.body, dialect: .json, duplicateKeys: .lastWins)) == nil
            else { return nil }
            return .failed(.unprocessableContent, "the body is no JSON", bodyBytes: bytes)
        case .forgeryPage:
            return .page(
                .forbidden,
                "<h1>403 Forbidden</h1><p>CSRF verification failed. Request aborted.</p>"
            )
        case .otherMethodsThrow, .getCounts:
            return nil
        }
    }
}
