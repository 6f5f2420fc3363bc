import ScenarioKit
import Synchronization

/// The files that a run was made from, and whether they have changed since.
///
/// They are looked at again and again: that works on every file system, and a look at a handful of files costs
/// some microseconds.
struct WatchedFiles {
    /// The files, each once: scenarios, what they extend, the baseline.
    let paths: [String]
    private var states: [FileState?]

    /// Between two looks.
    static let lookMilliseconds: Int32 = 200

    /// Finds the files of a command line, as far as they can be read, and notes their state.
    init(_ arguments: RunArguments, _ environment: ProcessEnvironment) {
        let found = Mutex<[String]>([])
        for path in arguments.files {
            found.withLock { $0.append(path) }
            guard let text = try? ScenarioFile.load(path: path) else { continue }
            var surroundings = ScenarioSurroundings(
                variable: { environment[$0] },
                assignments: arguments.common.assignments
            )
            surroundings.load = { (base) throws(ScenarioFileError) in
                // One that is missing may come.
                found.withLock { $0.append(base) }
                return try ScenarioFile.load(path: base)
            }
            _ = try? ScenarioReader.read(text, surroundings: surroundings)
        }
        if let baseline = arguments.common.baselinePath { found.withLock { $0.append(baseline) } }
        var paths: [String] = []
        for path in found.withLock(\.self) where !paths.contains(path) { paths.append(path) }
        self.paths = paths
        states = paths.map { FileState($0) }
    }

    /// The first file that is not as it was; nil while all are.
    ///
    /// One that is gone for a moment, as while an editor replaces it, is waited for.
    func changed() -> String? {
        zip(paths, states).first { path, state in
            let now = FileState(path)
            return now != nil && now != state
        }?.0
    }

    /// Waits while a file is still being written: until two looks see the same.
    mutating func settle(pause: () -> Void) {
        var last = states
        repeat {
            last = paths.map { FileState($0) }
            pause()
            states = paths.map { FileState($0) }
        } while last != states
    }
}
