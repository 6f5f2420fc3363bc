import Glibc

/// A process of a test's own, killed and reaped at the latest when the value goes away.
///
/// Its output is collected while one of the waiting methods runs; a child that writes more than a pipe
/// holds (64 KiB) stands still until then. One thread owns the value.
package final class ChildProcess {
    /// The number to send signals to.
    package let processIdentifier: Int32

    /// What the child has written to stdout so far, as far as it was collected.
    package var output: [UInt8] { outputStream.bytes }

    /// What the child has written to stderr so far, as far as it was collected.
    package var errorOutput: [UInt8] { errorStream.bytes }

    private let command: String
    private var ending: ChildEnding?
    private var inputEnd: Int32?
    private var outputStream: CollectedStream
    private var errorStream: CollectedStream
    private let lifeEnd: Int32
    private var pendingInput: ArraySlice<UInt8>
    private var inputEndsWhenWritten: Bool

    /// How long the waiting methods wait: long enough for a busy machine, an end to a broken test.
    package static let patienceSeconds = 60

    /// What the child reads as its stdin.
    package enum Input: Sendable {
        /// Nothing: it ends at once.
        case none
        /// These bytes, then it ends.
        case bytes([UInt8])
        /// What `write` gives it, until `endInput`.
        case open
    }

    /// Starts a process.
    ///
    /// - Parameters:
    ///   - executable: a path, or a name that is looked up in `PATH`.
    ///   - arguments: the words after the name.
    ///   - environment: all variables the child sees, beside `PATH`.
    ///   - input: what it reads as stdin.
    ///   - directory: where it runs; where the tests run, if nil.
    package init(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: Input = .none,
        directory: String? = nil
    ) {
        let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
        var words = [ChildProcess.located(executable, path: path)] + arguments
        // posix_spawn(3) can change the directory too, but Swift does not see that extension of glibc's.
        if let directory { words = ["/usr/bin/env", "-C", directory] + words }
        let started = Spawn.start(
            words[0],
            Array(words.dropFirst()),
            environment: ["PATH": path].merging(environment) { $1 }
        )
        processIdentifier = started.processIdentifier
        command = ([executable] + arguments).joined(separator: " ")
        inputEnd = started.pipes.input.parent
        outputStream = CollectedStream(end: started.pipes.output.parent)
        errorStream = CollectedStream(end: started.pipes.error.parent)
        lifeEnd = started.pipes.life.parent
        switch input {
        case .none: (pendingInput, inputEndsWhenWritten) = ([], true)
        case .bytes(let bytes): (pendingInput, inputEndsWhenWritten) = (bytes[...], true)
        case .open: (pendingInput, inputEndsWhenWritten) = ([], false)
        }
        writePendingInput()
    }

    deinit {
        if ending == nil {
            kill(processIdentifier, SIGKILL)
            waitpid(processIdentifier, nil, 0)
        }
        if let inputEnd { close(inputEnd) }
        outputStream.closeEnd()
        errorStream.closeEnd()
        close(lifeEnd)
    }

    /// Runs a process to its end.
    package static func run(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        input: Input = .none,
        directory: String? = nil
    ) throws(ChildTimeout) -> ChildResult {
        let child = ChildProcess(
            executable,
            arguments,
            environment: environment,
            input: input,
            directory: directory
        )
        return try child.waitForEnd()
    }

    /// Sends a signal; nothing happens once the child's end was seen.
    package func send(signal: Int32) {
        if ending == nil { kill(processIdentifier, signal) }
    }

    /// Adds bytes to an `open` stdin.
    package func write(_ text: String) {
        pendingInput += Array(text.utf8)
        writePendingInput()
    }

    /// Ends an `open` stdin after what was written.
    package func endInput() {
        inputEndsWhenWritten = true
        writePendingInput()
    }

    /// Waits for the next line of stdout that is wanted.
    ///
    /// A line is looked at once: the next call goes on behind it.
    /// - Returns: the line without its end.
    /// - Throws: `ChildTimeout` when the child ends or time runs out before such a line.
    @discardableResult
    package func waitForLine(where isWanted: (String) -> Bool = { _ in true }) throws(ChildTimeout) -> String
    {
        try waitForLine(of: \.outputStream, where: isWanted)
    }

    /// Waits for the next line of stderr that is wanted.
    ///
    /// A line is looked at once: the next call goes on behind it.
    /// - Returns: the line without its end.
    /// - Throws: `ChildTimeout` when the child ends or time runs out before such a line.
    @discardableResult
    package func waitForErrorLine(
        where isWanted: (String) -> Bool = { _ in true }
    ) throws(ChildTimeout) -> String {
        try waitForLine(of: \.errorStream, where: isWanted)
    }

    /// Waits until the child has ended, and returns everything it wrote.
    package func waitForEnd() throws(ChildTimeout) -> ChildResult {
        let deadline = ChildProcess.deadline()
        while ending == nil {
            guard turn(until: deadline) else { throw timeout(waitingFor: "its end") }
        }
        // What was written before the end is in the pipes now; a grandchild may hold them open longer.
        drain()
        guard let ending else { preconditionFailure("the loop above ends with an ending") }
        return ChildResult(ending: ending, outputBytes: output, errorBytes: errorOutput)
    }

    // MARK: Waiting

    private func waitForLine(
        of stream: ReferenceWritableKeyPath<ChildProcess, CollectedStream>,
        where isWanted: (String) -> Bool
    ) throws(ChildTimeout) -> String {
        let deadline = ChildProcess.deadline()
        while true {
            while let line = self[keyPath: stream].nextLine() {
                if isWanted(line) { return line }
            }
            guard self[keyPath: stream].end != nil, ending == nil, turn(until: deadline) else {
                throw timeout(waitingFor: "a line")
            }
        }
    }

    // Waits for something to happen and takes it in; false when the deadline passed first.
    private func turn(until deadlineMilliseconds: Int64) -> Bool {
        let remaining = deadlineMilliseconds - ChildProcess.nowMilliseconds()
        guard remaining > 0 else { return false }
        var entries = [outputStream.end ?? -1, errorStream.end ?? -1, lifeEnd].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        if let inputEnd, !pendingInput.isEmpty {
            entries.append(pollfd(fd: inputEnd, events: Int16(POLLOUT), revents: 0))
        }
        _ = unsafe poll(&entries, nfds_t(entries.count), Int32(remaining))
        let lifeHasEnded = entries[2].revents != 0
        drain()
        writePendingInput()
        if lifeHasEnded { reap() }
        return true
    }

    private func drain() {
        outputStream.drain()
        errorStream.drain()
    }

    private func writePendingInput() {
        guard let inputEnd else { return }
        while !pendingInput.isEmpty {
            let count = unsafe pendingInput.withUnsafeBytes {
                unsafe Glibc.write(inputEnd, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EAGAIN || errno == EINTR { return }
                // The child does not read any more; what it makes of that is the test's business.
                pendingInput = []
            } else {
                pendingInput = pendingInput.dropFirst(count)
            }
        }
        if inputEndsWhenWritten {
            close(inputEnd)
            self.inputEnd = nil
        }
    }

    private func reap() {
        var status: Int32 = 0
        _ = unsafe waitpid(processIdentifier, &status, 0)
        // wait(2): the low seven bits are the signal, or 0 and the next eight are the exit code.
        let signal = status & 0x7F
        ending = signal == 0 ? .exited(code: (status >> 8) & 0xFF) : .killed(signal: signal)
    }

    private func timeout(waitingFor what: String) -> ChildTimeout {
        ChildTimeout(
            command: command,
            waitedFor: what,
            ending: ending,
            output: String(decoding: output, as: UTF8.self),
            error: String(decoding: errorOutput, as: UTF8.self)
        )
    }

    private static func located(_ executable: String, path: String) -> String {
        guard !executable.contains("/") else { return executable }
        let candidates = path.split(separator: ":").map { "\($0)/\(executable)" }
        return candidates.first { unsafe access($0, X_OK) == 0 } ?? executable
    }

    private static func nowMilliseconds() -> Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static func deadline() -> Int64 { nowMilliseconds() + Int64(patienceSeconds) * 1_000 }
}
