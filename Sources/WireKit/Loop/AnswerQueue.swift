/// The answers of one server connection, written in the order of their requests (RFC 9112, 9.3.2).
///
/// Handlers may answer late and out of order: an answer waits here until all before it are written.
struct AnswerQueue {
    /// What the server remembers of a request until it is answered.
    struct Question {
        /// Whether the connection stays open after the answer, as far as the request goes.
        var keepAlive: Bool
        var minorVersion = 1
        var isHead = false
    }

    /// What to do after bytes of the first answer were written.
    enum Progress: Equatable {
        /// Nothing more can be written until a handler gives bytes.
        case waiting
        /// Bytes remain.
        case unsent
        /// That was the last answer of the connection.
        case close
    }

    private struct Answer {
        let question: Question
        var bytes: [UInt8] = []
        var isComplete = false
        var closes = false
    }

    private var answers: [Answer] = []
    /// The sequence number of the first answer.
    private var firstSequence: UInt64 = 0
    /// Bytes of the first answer that were written.
    private var writtenCount = 0

    /// Requests that were not answered wholly, and answers that were not written wholly.
    var count: Int { answers.count }
    var isEmpty: Bool { answers.isEmpty }

    /// Whether bytes of the first answer wait to be written.
    var hasUnsent: Bool {
        guard let first = answers.first else { return false }
        return first.bytes.count > writtenCount
    }

    /// Requests without a whole answer, which nobody waits for once the connection is gone.
    var unanswered: [UInt64] {
        answers.indices.filter { !answers[$0].isComplete }.map { firstSequence + UInt64($0) }
    }

    /// Makes room for the answer to the next request.
    ///
    /// - Returns: The request's sequence number.
    mutating func append(_ question: Question) -> UInt64 {
        answers.append(Answer(question: question))
        return firstSequence + UInt64(answers.count - 1)
    }

    /// Appends an answer that the server itself gives, an interim one or the last one.
    mutating func append(answer bytes: [UInt8], closes: Bool) {
        answers.append(
            Answer(question: Question(keepAlive: !closes), bytes: bytes, isComplete: true, closes: closes)
        )
    }

    /// What is remembered of a request that waits for its answer.
    func question(_ sequence: UInt64) -> Question? {
        guard let index = index(of: sequence), !answers[index].isComplete else { return nil }
        return answers[index].question
    }

    /// Adds bytes to an answer; traps when it was complete.
    mutating func add(_ bytes: [UInt8], to sequence: UInt64, isLast: Bool, closes: Bool) {
        guard let index = index(of: sequence), !answers[index].isComplete else {
            preconditionFailure("request \(sequence) of a connection is answered twice")
        }
        if answers[index].bytes.isEmpty {
            answers[index].bytes = bytes
        } else {
            answers[index].bytes.append(contentsOf: bytes)
        }
        answers[index].isComplete = isLast
        answers[index].closes = closes || (isLast && !answers[index].question.keepAlive)
    }

    /// Hands the unsent bytes of the first answer to a call that writes some of them.
    ///
    /// - Returns: What the call returned; nil when there is nothing to write.
    func withUnsent<Result>(_ body: (_ bytes: [UInt8], _ offset: Int) -> Result) -> Result? {
        guard hasUnsent else { return nil }
        return body(answers[0].bytes, writtenCount)
    }

    /// Notes that bytes were written, and drops the answers that are written wholly.
    mutating func wrote(_ count: Int) -> Progress {
        writtenCount += count
        while let first = answers.first {
            guard writtenCount == first.bytes.count else { return .unsent }
            guard first.isComplete else {
                // A part of an answer is out: its memory need not wait for the rest.
                answers[0].bytes = []
                writtenCount = 0
                return .waiting
            }
            answers.removeFirst()
            firstSequence += 1
            writtenCount = 0
            if first.closes { return .close }
        }
        return .waiting
    }

    private func index(of sequence: UInt64) -> Int? {
        guard sequence >= firstSequence, sequence - firstSequence < UInt64(answers.count) else { return nil }
        return Int(sequence - firstSequence)
    }
}
