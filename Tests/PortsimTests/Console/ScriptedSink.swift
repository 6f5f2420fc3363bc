import Glibc
import portsim

/// A sink that answers writes from a script, and takes everything once that has run out.
final class ScriptedSink: ByteSink {
    private(set) var taken: [UInt8] = []
    private(set) var writeCount = 0
    private(set) var waitCount = 0
    private var script: [ByteSinkOutcome]

    init(_ script: [ByteSinkOutcome] = []) {
        self.script = script
    }

    var text: String { String(decoding: taken, as: UTF8.self) }

    func write(_ bytes: ArraySlice<UInt8>) -> ByteSinkOutcome {
        writeCount += 1
        let outcome = script.isEmpty ? .wrote(count: bytes.count) : script.removeFirst()
        if case .wrote(let count) = outcome { taken += bytes.prefix(count) }
        return outcome
    }

    func waitUntilWritable() {
        waitCount += 1
    }
}
