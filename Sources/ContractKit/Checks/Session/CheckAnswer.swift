package import WireKit

/// What came back for one request of a check.
package struct CheckAnswer: Sendable {
    /// What an answer is for whoever delivers.
    package enum Standing: Equatable, Sendable {
        /// 2xx within the time that an answer may take.
        case accepted
        /// 400, 401 or 403: what a forgery should meet.
        case refused
        /// Another 4xx: refused, though probably for another reason.
        case refusedOtherwise
        /// 408 or 425: to be sent again, as if it might be accepted then.
        case retryInvited
        /// 429: the consumer limits how much it takes.
        case limited
        /// 3xx, which is never followed.
        case redirected
        /// 5xx: the consumer broke on it.
        case broken
        /// Another status, which no rule knows.
        case unknown
        /// No answer at all.
        case silent
    }

    /// The answer, or why there is none.
    package let result: Result<HTTPResponse, WireFailure>
    /// How long it took.
    package let tookMicroseconds: Int64
    /// Which exchange of the whole verification it is.
    package let exchange: Int

    /// What it is for whoever delivers.
    package var standing: Standing {
        switch result {
        case .failure: .silent
        case .success(let response):
            switch response.status {
            case 200...299: .accepted
            case 300...399: .redirected
            case 400, 401, 403: .refused
            case 408, 425: .retryInvited
            case 429: .limited
            case 400...499: .refusedOtherwise
            case 500...599: .broken
            default: .unknown
            }
        }
    }

    /// Whether it was accepted.
    package var isAccepted: Bool { standing == .accepted }

    /// The status; nil where no answer came.
    package var status: Int? {
        switch result {
        case .success(let response): response.status
        case .failure: nil
        }
    }

    /// What it was, as part of a sentence: `answered 500`, or `got no answer: the connection was reset`.
    package var words: String {
        switch result {
        case .success(let response):
            isAccepted ? "accepted (\(response.status))" : "answered \(response.status)"
        case .failure(let failure): "left without an answer: \(failure.message)"
        }
    }
}
