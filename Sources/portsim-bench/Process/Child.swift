import Glibc
import WireKit

/// A process of the bench's own, killed and reaped at the latest when the value goes away.
final class Child {
    /// The number to send signals to.
    let processIdentifier: pid_t
    /// The monotonic clock just before the start.
    let startNanoseconds: Int64

    private let program: Program
    private var output: CapturedOutput
    private var errorOutput: CapturedOutput
    private var measurement: Measurement?

    /// Starts a program; its stdin is /dev/null.
    ///
    /// - Parameters:
    ///   - program: what to start.
    ///   - capturesOutput: without it stdout is /dev/null too; stderr is always captured.
    /// - Throws: `system` when it cannot be started.
    init(_ program: Program, capturesOutput: Bool = false) throws(BenchError) {
        self.program = program
        let outputPipe = capturesOutput ? try Child.makePipe() : nil
        let errorPipe: (read: Int32, write: Int32)
        do {
            errorPipe = try Child.makePipe()
        } catch {
            if let outputPipe { for end in [outputPipe.read, outputPipe.write] { close(end) } }
            throw error
        }
        output = CapturedOutput(descriptor: outputPipe?.read ?? -1)
        errorOutput = CapturedOutput(descriptor: errorPipe.read)
        startNanoseconds = MonotonicClock.nanoseconds()
        let started = Child.spawn(program, output: outputPipe?.write, error: errorPipe.write)
        if let outputPipe { close(outputPipe.write) }
        close(errorPipe.write)
        processIdentifier = started.processIdentifier
        guard started.errorNumber == 0 else {
            output.close()
            errorOutput.close()
            throw .system(what: "starting \(program.path)", errorNumber: started.errorNumber)
        }
    }

    deinit {
        output.close()
        errorOutput.close()
        guard measurement == nil, processIdentifier > 0 else { return }
        kill(processIdentifier, SIGKILL)
        while waitpid(processIdentifier, nil, 0) < 0, errno == EINTR {}
    }

    /// Sends a signal; nothing happens once its end was seen.
    func send(signal: Int32) {
        if measurement == nil { kill(processIdentifier, signal) }
    }

    /// Whether it has ended, and what it cost; does not wait.
    func takeEnd() -> Measurement? {
        output.drain()
        errorOutput.drain()
        if let measurement { return measurement }
        var status: Int32 = 0
        var usage = rusage()
        guard unsafe wait4(processIdentifier, &status, WNOHANG, &usage) == processIdentifier else {
            return nil
        }
        let end = MonotonicClock.nanoseconds()
        // What it wrote before its end is in the pipes now.
        output.drain()
        errorOutput.drain()
        measurement = Measurement(
            ending: Measurement.Ending(status: status),
            wallSeconds: Double(end - startNanoseconds) / 1e9,
            processorSeconds: Child.seconds(usage.ru_utime) + Child.seconds(usage.ru_stime),
            peakMemoryBytes: Int(usage.ru_maxrss) * 1_024,
            output: output.bytes,
            outputLineCount: output.lineCount,
            errorOutput: errorOutput.bytes
        )
        return measurement
    }

    /// Waits until it has ended.
    ///
    /// - Throws: `tookTooLong` after that many seconds; it is killed then.
    func waitForEnd(secondsMax: Int) throws(BenchError) -> Measurement {
        while true {
            if let measurement = takeEnd() { return measurement }
            let milliseconds =
                secondsMax * 1_000 - Int((MonotonicClock.nanoseconds() - startNanoseconds) / 1_000_000)
            guard milliseconds > 0 else {
                send(signal: SIGKILL)
                throw .tookTooLong(name: program.name, secondsMax: secondsMax)
            }
            // SIGCHLD may arrive between the look and this wait: its byte is in the pipe then.
            try Signals.wait(
                for: [output.descriptor, errorOutput.descriptor],
                milliseconds: milliseconds
            )
        }
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }

    private static func makePipe() throws(BenchError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .system(what: "making a pipe", errorNumber: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ program: Program,
        output: Int32?,
        error: Int32
    ) -> (processIdentifier: pid_t, errorNumber: Int32) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        if let output {
            unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        } else {
            unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO)

        // SIGPIPE is ignored here, which exec(2) would hand on.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        var processIdentifier: pid_t = 0
        let errorNumber = unsafe withCStrings([program.path] + program.arguments) { argumentVector in
            unsafe withCStrings(program.variables) { variableVector in
                unsafe posix_spawn(
                    &processIdentifier,
                    program.path,
                    &actions,
                    &attributes,
                    argumentVector,
                    variableVector
                )
            }
        }
        return (errorNumber == 0 ? processIdentifier : 0, errorNumber)
    }

    private static func withCStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = unsafe strings.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        return unsafe body(copies + [nil])
    }
}
