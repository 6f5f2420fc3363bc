import Testing

@testable import WireKit

@Suite struct AnswerQueueTests {
    private static let kept = AnswerQueue.Question(keepAlive: true)
    private static let last = AnswerQueue.Question(keepAlive: false)

    /// Writes everything that can be written, so many bytes at a time.
    private func write(
        _ queue: inout AnswerQueue,
        stride: Int = .max
    ) -> (text: String, ending: AnswerQueue.Progress) {
        var written: [UInt8] = []
        while true {
            let chunk = queue.withUnsent { bytes, offset in bytes[offset...].prefix(stride) } ?? []
            written += chunk
            let progress = queue.wrote(chunk.count)
            if progress != .unsent { return (String(decoding: written, as: UTF8.self), progress) }
        }
    }

    @Test func `answers given out of order are written in the order of their requests`() {
        var queue = AnswerQueue()
        let sequences = (0..<3).map { _ in queue.append(Self.kept) }
        queue.add(Array("third".utf8), to: sequences[2], isLast: true, closes: false)
        #expect(!queue.hasUnsent)
        queue.add(Array("second ".utf8), to: sequences[1], isLast: true, closes: false)
        #expect(!queue.hasUnsent)
        queue.add(Array("first ".utf8), to: sequences[0], isLast: true, closes: false)
        #expect(queue.hasUnsent)
        let (text, ending) = write(&queue)
        #expect(text == "first second third")
        #expect(ending == .waiting)
        #expect(queue.isEmpty)
    }

    @Test func `an answer in parts is written as the parts come`() {
        var queue = AnswerQueue()
        let first = queue.append(Self.kept)
        let second = queue.append(Self.kept)
        queue.add(Array("se".utf8), to: second, isLast: false, closes: false)
        queue.add(Array("a".utf8), to: first, isLast: false, closes: false)
        #expect(write(&queue).text == "a")
        queue.add(Array("b".utf8), to: first, isLast: false, closes: false)
        #expect(write(&queue).text == "b")
        queue.add([], to: first, isLast: true, closes: false)
        #expect(write(&queue).text == "se")
        queue.add(Array("cond".utf8), to: second, isLast: true, closes: false)
        #expect(write(&queue).text == "cond")
        #expect(queue.isEmpty)
    }

    @Test func `writing byte by byte gives the same bytes`() {
        var queue = AnswerQueue()
        for text in ["one ", "", "three"] {
            let sequence = queue.append(Self.kept)
            queue.add(Array(text.utf8), to: sequence, isLast: true, closes: false)
        }
        #expect(write(&queue, stride: 1).text == "one three")
    }

    @Test func `an answer that closes is the last one written`() {
        var queue = AnswerQueue()
        let first = queue.append(Self.kept)
        let second = queue.append(Self.kept)
        queue.add(Array("bye".utf8), to: first, isLast: true, closes: true)
        queue.add(Array("never".utf8), to: second, isLast: true, closes: false)
        let (text, ending) = write(&queue)
        #expect(text == "bye")
        #expect(ending == .close)
    }

    @Test func `the answer to a request that wanted no more closes, even when it is silence`() {
        var queue = AnswerQueue()
        let sequence = queue.append(Self.last)
        queue.add([], to: sequence, isLast: true, closes: false)
        #expect(write(&queue).ending == .close)
    }

    @Test func `a part of such an answer does not close yet`() {
        var queue = AnswerQueue()
        let sequence = queue.append(Self.last)
        queue.add(Array("a".utf8), to: sequence, isLast: false, closes: false)
        #expect(write(&queue).ending == .waiting)
    }

    @Test func `an answer of the server itself waits for those before it`() {
        var queue = AnswerQueue()
        let sequence = queue.append(Self.kept)
        queue.append(answer: Array("refused".utf8), closes: true)
        #expect(!queue.hasUnsent)
        #expect(queue.unanswered == [sequence])
        queue.add(Array("answer ".utf8), to: sequence, isLast: true, closes: false)
        let (text, ending) = write(&queue)
        #expect(text == "answer refused")
        #expect(ending == .close)
    }

    @Test func `what is remembered of a request is forgotten with its answer`() {
        var queue = AnswerQueue()
        let sequence = queue.append(AnswerQueue.Question(keepAlive: true, minorVersion: 0, isHead: true))
        #expect(queue.question(sequence)?.isHead == true)
        #expect(queue.question(sequence)?.minorVersion == 0)
        #expect(queue.question(sequence + 1) == nil)
        queue.add([1], to: sequence, isLast: true, closes: false)
        #expect(queue.question(sequence) == nil)
        #expect(queue.unanswered.isEmpty)
        _ = queue.wrote(1)
        #expect(queue.question(sequence) == nil)
    }

    @Test func `answering a request twice traps`() async {
        await #expect(processExitsWith: .failure) {
            var queue = AnswerQueue()
            let sequence = queue.append(AnswerQueue.Question(keepAlive: true))
            queue.add([1], to: sequence, isLast: true, closes: false)
            queue.add([1], to: sequence, isLast: true, closes: false)
        }
    }
}
