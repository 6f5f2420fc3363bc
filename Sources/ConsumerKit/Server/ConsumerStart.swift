import Dispatch
import Synchronization
import WireKit

/// How the start of the consumer's thread went, for the thread that waits for it.
final class ConsumerStart: Sendable {
    typealias Place = (port: UInt16, waker: WireWaker)

    private let result = Mutex<Result<Place, WireError>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    func succeed(_ place: Place) {
        finish(.success(place))
    }

    func fail(_ error: WireError) {
        finish(.failure(error))
    }

    func wait() throws(WireError) -> Place {
        isDone.wait()
        guard let result = result.withLock({ $0 }) else {
            preconditionFailure("the consumer's thread reports before it signals")
        }
        return try result.get()
    }

    private func finish(_ result: Result<Place, WireError>) {
        self.result.withLock { $0 = result }
        isDone.signal()
    }
}
