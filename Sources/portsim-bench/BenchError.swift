/// Why the bench, or one row of it, cannot go on: facts, and the sentence made of them.
enum BenchError: Error, Equatable {
    /// The command line is wrong.
    case usage(message: String, help: String?)
    /// The binary to measure is not there.
    case noBinary(path: String)
    /// A system call failed; `errorNumber` is what errno(3) said.
    case system(what: String, errorNumber: Int32)
    /// A program did not end well; `lastLine` is the last it said on stderr.
    case programFailed(name: String, ending: Measurement.Ending, lastLine: String)
    /// A program took longer than it may, and was ended.
    case tookTooLong(name: String, secondsMax: Int)
    /// A program ended well, but what it wrote is not what was expected.
    case unusable(name: String, reason: String)
    /// SIGINT or SIGTERM arrived.
    case interrupted(signal: Int32)

    /// One sentence without a full stop.
    var message: String {
        switch self {
        case .usage(let message, _): message
        case .noBinary(let path): "there is no portsim to measure at \(path)"
        case .system(let what, let errorNumber): "\(what): error \(errorNumber)"
        case .programFailed(let name, let ending, let lastLine):
            "\(name) \(ending)" + (lastLine.isEmpty ? "" : ": \(lastLine)")
        case .tookTooLong(let name, let secondsMax): "\(name) took longer than \(secondsMax) s"
        case .unusable(let name, let reason): "\(name) cannot be used: \(reason)"
        case .interrupted(let signal): "stopped by signal \(signal)"
        }
    }

    /// What to do about it, if that is known.
    var help: String? {
        switch self {
        case .usage(_, let help): help
        case .noBinary: "swift build -c release, or name one with --portsim"
        case .system, .programFailed, .tookTooLong, .unusable, .interrupted: nil
        }
    }

    /// The code to end with when nothing else can be done.
    var exitCode: Int32 {
        switch self {
        case .usage, .noBinary: 2
        case .system, .programFailed, .tookTooLong, .unusable: 1
        case .interrupted(let signal): 128 + signal
        }
    }
}
