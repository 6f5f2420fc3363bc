import DeliveryKit
import Glibc
import SimulationKit
import Synchronization

/// Kills this process at a named point, as the environment variable `PORTSIM_CRASH` asks: `afterSend:17`.
///
/// For tests of durability: the process dies as by `kill -9`, with nothing flushed and nothing said.
enum CrashHook {
    /// The variable that names the point and, after a colon, how many times it is passed first.
    static let variable = "PORTSIM_CRASH"

    /// The hook that the environment asks for; nil where it asks for none or names no point.
    static func hook(_ environment: ProcessEnvironment) -> (@Sendable (CrashPoint) -> Void)? {
        guard let text = environment[variable] else { return nil }
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let name = parts.first, let point = CrashPoint(rawValue: String(name)) else { return nil }
        let count = parts.count == 2 ? Int(parts[1]) ?? 1 : 1
        let left = Countdown(count)
        return { passed in
            if passed == point, left.isOver() { _ = kill(getpid(), SIGKILL) }
        }
    }

    /// A hook for the crashes among faults, each at its time of passing its point; nil where there is none.
    static func hook(_ faults: [Fault]) -> (@Sendable (CrashPoint) -> Void)? {
        let crashes = faults.compactMap { fault -> (point: CrashPoint, left: Countdown)? in
            guard case .crash(let point) = fault.kind else { return nil }
            return (point, Countdown(Int(clamping: fault.target.nth ?? 1)))
        }
        guard !crashes.isEmpty else { return nil }
        return { passed in
            for crash in crashes where crash.point == passed && crash.left.isOver() {
                _ = kill(getpid(), SIGKILL)
            }
        }
    }

    private final class Countdown: Sendable {
        private let left: Atomic<Int>

        init(_ count: Int) {
            left = Atomic(count)
        }

        func isOver() -> Bool {
            left.subtract(1, ordering: .relaxed).newValue == 0
        }
    }
}
