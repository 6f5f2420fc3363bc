import Dispatch
import Glibc
import Synchronization
import WireKit

/// A shell's command that runs beside this process, in a process group of its own.
///
/// Its stderr is read all the time and its last lines are kept; it has no stdin, and its stdout is thrown
/// away, as this process's own carries the result alone. Nothing of it outlives `stop`, nor this process however
/// that ends, but what has left the group by itself.
final class ChildGroup: Sendable {
    /// How its first process ended.
    enum Ending: Equatable, Sendable {
        case exited(code: Int32)
        case killed(signal: Int32)

        /// The ending as people say it.
        var words: String {
            switch self {
            case .exited(let code): "ended with code \(code)"
            case .killed(let signal): "was killed by signal \(signal)"
            }
        }
    }

    private struct State {
        var lines: LastLines
        var ending: Ending?
        var isSilent = false
    }

    /// How long it has after SIGTERM, in real milliseconds.
    static let patienceMilliseconds = 5_000

    /// The group that is to end with this process, whatever happens.
    private static let running = Mutex<pid_t?>(nil)

    private let leader: pid_t
    /// A process of the group that waits for the end of this one, and then kills the group.
    private let guardian: (process: pid_t, rope: Int32)?
    private let state: Mutex<State>
    /// Signalled when it has ended, and when it has closed its stderr.
    private let change = DispatchSemaphore(value: 0)
    private let watch = Mutex<WorkerThread?>(nil)

    /// Starts a command; one at a time.
    ///
    /// - Throws: what the system says where no process can be started.
    init(_ command: String, hiding secrets: [[UInt8]]) throws(ChildGroupError) {
        let errors = try Self.makePipe()
        defer { close(errors.writing) }
        do throws(ChildGroupError) {
            leader = try Self.spawn(command, errors: errors.writing)
        } catch {
            close(errors.reading)
            throw error
        }
        guardian = Self.makeGuardian(of: leader)
        state = Mutex(State(lines: LastLines(hiding: secrets)))
        Self.running.withLock { [leader] in $0 = leader }
        let reading = errors.reading
        // Never joined: what has left the group may keep the pipe open for ever.
        _ = WorkerThread(name: "stderr") { [self] in read(reading) }
        watch.withLock { [self] watch in watch = WorkerThread(name: "consumer") { [self] in waitForEnd() } }
    }

    /// Its last lines on stderr.
    var lastLines: [String] { state.withLock { $0.lines.lines } }

    /// How it ended; nil while it runs.
    var ending: Ending? { state.withLock { $0.ending } }

    /// Waits until something about it changes, at most so long in real time.
    func waitForChange(milliseconds: Int) {
        _ = change.wait(timeout: .now() + .milliseconds(milliseconds))
    }

    /// Ends it: SIGTERM to its group, then patience, then SIGKILL.
    ///
    /// Later calls do nothing.
    func stop(patienceMilliseconds: Int = ChildGroup.patienceMilliseconds) {
        guard let thread = watch.withLock({ watch in watch.take() }) else { return }
        _ = kill(-leader, SIGTERM)
        let deadline = MonotonicClock.nanoseconds() + Int64(patienceMilliseconds) * 1_000_000
        while !state.withLock({ $0.ending != nil && $0.isSilent }), MonotonicClock.nanoseconds() < deadline {
            waitForChange(milliseconds: 50)
        }
        // Its first process is not reaped yet, so that the number is still its group's.
        _ = kill(-leader, SIGKILL)
        thread.join()
        Self.running.withLock { $0 = nil }
        _ = waitpid(leader, nil, 0)
        guard let guardian else { return }
        close(guardian.rope)
        _ = waitpid(guardian.process, nil, 0)
    }

    /// Kills the group that runs, if one does; for a process that ends at once.
    static func killRunning() {
        running.withLock { leader in
            if let leader { _ = kill(-leader, SIGKILL) }
        }
    }

    private func read(_ descriptor: Int32) {
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            let piece = chunk[..<count]
            state.withLock { $0.lines.add(piece) }
        }
        close(descriptor)
        state.withLock { $0.isSilent = true }
        change.signal()
    }

    /// Waits for the end of the first process and leaves it to be reaped.
    private func waitForEnd() {
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(leader), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let status = unsafe information._sifields._sigchld.si_status
        let hasExited = unsafe information.si_code == Int32(CLD_EXITED)
        state.withLock { $0.ending = hasExited ? .exited(code: status) : .killed(signal: status) }
        change.signal()
    }

    private static func makePipe() throws(ChildGroupError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw ChildGroupError(errorNumber: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Sees to it that the group ends with this process even where that is killed and can do nothing any more.
    ///
    /// A shell in the group reads from a pipe whose other end this process alone has: it reads the end of it when
    /// the process is gone, however that went. Without a pipe or a process for it the command runs all the same.
    private static func makeGuardian(of leader: pid_t) -> (process: pid_t, rope: Int32)? {
        guard let rope = try? makePipe() else { return nil }
        defer { close(rope.reading) }
        let silence = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(silence) }
        let script = "read -r _; kill -9 0"
        guard
            let process = try? spawn(script, input: rope.reading, errors: silence, group: leader)
        else {
            close(rope.writing)
            return nil
        }
        return (process, rope.writing)
    }

    private static func spawn(
        _ command: String,
        input: Int32? = nil,
        errors: Int32,
        group: pid_t = 0
    ) throws(ChildGroupError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if let input {
            unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        // It begins with every signal as a shell would give it: some are blocked or ignored here.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, group)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        let arguments: [String] = ["sh", "-c", command]
        let words = unsafe arguments.map { unsafe strdup($0) }
        defer { unsafe words.forEach { unsafe free($0) } }
        var leader: pid_t = 0
        let result = unsafe posix_spawn(&leader, "/bin/sh", &actions, &attributes, words + [nil], environ)
        guard result == 0 else { throw ChildGroupError(errorNumber: result) }
        return leader
    }
}

/// Why no process can be started.
struct ChildGroupError: Error, Equatable {
    let errorNumber: Int32

    /// The reason as the system names it.
    var message: String { "the consumer cannot be started: \(ErrorNumber.message(errorNumber))" }
}
