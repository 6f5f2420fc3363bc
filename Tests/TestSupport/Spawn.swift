import Glibc
import Synchronization

/// Starts processes with posix_spawn(3).
enum Spawn {
    /// The parent's and the child's end of a pipe.
    struct Pipe {
        let parent: Int32
        let child: Int32
    }

    /// What a new process gets as its descriptors 0 to 3.
    struct Pipes {
        let input: Pipe
        let output: Pipe
        let error: Pipe
        /// Nothing is ever written to it: it ends when the process does, which poll(2) can wait for.
        let life: Pipe
    }

    /// Starts a process; the child's ends are closed here afterwards, the parent's ends do not block.
    static func start(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String]
    ) -> (processIdentifier: pid_t, pipes: Pipes) {
        _ = sigpipeIsIgnored
        // Between pipe(2) and fcntl(2) a child started elsewhere would inherit both ends, and the pipe
        // would not end with this one; glibc's pipe2(2) is not visible to Swift.
        return oneAtATime.withLock { _ in
            let pipes = Pipes(
                input: makePipe(parentReads: false),
                output: makePipe(parentReads: true),
                error: makePipe(parentReads: true),
                life: makePipe(parentReads: true)
            )
            let ends = [pipes.input.child, pipes.output.child, pipes.error.child, pipes.life.child]
            defer { for end in ends { close(end) } }
            let processIdentifier = spawn(executable, arguments, environment, descriptors: ends)
            return (processIdentifier, pipes)
        }
    }

    private static let oneAtATime = Mutex(())

    // A child that ends before it has read its input must not end the tests.
    private static let sigpipeIsIgnored: Bool = {
        _ = signal(SIGPIPE, SIG_IGN)
        return true
    }()

    private static func makePipe(parentReads: Bool) -> Pipe {
        var ends: [Int32] = [-1, -1]
        let result = unsafe pipe(&ends)
        precondition(result == 0, "no pipe: error \(errno)")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (parent, child) = parentReads ? (ends[0], ends[1]) : (ends[1], ends[0])
        _ = fcntl(parent, F_SETFL, fcntl(parent, F_GETFL) | O_NONBLOCK)
        return Pipe(parent: parent, child: child)
    }

    private static func spawn(
        _ executable: String,
        _ arguments: [String],
        _ environment: [String: String],
        descriptors: [Int32]
    ) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in descriptors.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }

        // The child begins with every signal as a shell would give it: SIGPIPE is ignored here.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        var processIdentifier: pid_t = 0
        let result = unsafe withCStrings([executable] + arguments) { argumentVector in
            unsafe withCStrings(variables) { variableVector in
                unsafe posix_spawn(
                    &processIdentifier,
                    executable,
                    &actions,
                    &attributes,
                    argumentVector,
                    variableVector
                )
            }
        }
        precondition(result == 0, "\(executable) cannot be started: error \(result)")
        return processIdentifier
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
