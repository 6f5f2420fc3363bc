import Synchronization

/// Looks names up on threads of their own: a name server that is silent holds up nobody but who asked.
final class NameResolver: Sendable {
    /// Names that are looked up at once; more wait for one of these.
    static let threadsMax = 16

    /// A name that was asked for, and by which pool.
    struct Question: Sendable {
        let name: String
        let pool: Int
    }

    /// What came of it.
    struct Answer: Sendable {
        let question: Question
        let result: Result<[String], NameFailure>
    }

    private struct State {
        var questions: [Question] = []
        var answers: [Answer] = []
        var threadCount = 0
    }

    private let lookup: NameLookup
    private let waker: WireWaker
    private let state = Mutex(State())

    /// Makes a resolver that wakes a loop when it has an answer.
    init(_ lookup: NameLookup, waker: WireWaker) {
        self.lookup = lookup
        self.waker = waker
    }

    /// Has a name looked up.
    func ask(_ question: Question) {
        let needsThread = state.withLock { state in
            state.questions.append(question)
            guard state.threadCount < Self.threadsMax else { return false }
            state.threadCount += 1
            return true
        }
        guard needsThread else { return }
        _ = WorkerThread(name: "portsim names") { [self] in work() }
    }

    /// Takes the answers so far.
    func takeAnswers() -> [Answer] {
        state.withLock { state in
            defer { state.answers = [] }
            return state.answers
        }
    }

    /// Answers until nobody asks any more; threads are cheap beside a lookup, so none is kept.
    private func work() {
        while let question = next() {
            let answer = Answer(question: question, result: lookup.addresses(question.name))
            state.withLock { $0.answers.append(answer) }
            waker.wake()
        }
    }

    private func next() -> Question? {
        state.withLock { state in
            guard state.questions.isEmpty else { return state.questions.removeFirst() }
            state.threadCount -= 1
            return nil
        }
    }
}
