import Glibc
import WireKit

/// An nginx of the bench's own that answers every request with 200 as fast as it can: one process, one thread.
///
/// It lives for as long as the value.
final class NginxSink {
    /// The port it listens on.
    let port: UInt16

    private let child: Child

    /// Another process may take the free port before nginx does; then the next one is tried.
    private static let triesMax = 5
    private static let startMillisecondsMax = 5_000

    /// Where requests go.
    var url: String { "http://127.0.0.1:\(port)/" }

    /// Starts nginx and waits until it accepts connections.
    init(path: String, scratch: ScratchDirectory) throws(BenchError) {
        var triesLeft = NginxSink.triesMax
        while true {
            triesLeft -= 1
            let port = try LoopbackSocket.freePort()
            let configuration = NginxSink.configuration(port: port, directory: scratch.path)
            let file = try scratch.write(configuration, to: "nginx.conf")
            let child = try Child(Program(path: path, arguments: ["-e", "stderr", "-c", file]))
            do {
                try NginxSink.waitUntilAccepting(child, port: port)
            } catch .programFailed where triesLeft > 0 {
                continue
            }
            self.port = port
            self.child = child
            return
        }
    }

    deinit {
        child.send(signal: SIGTERM)
        _ = try? child.waitForEnd(secondsMax: 5)
    }

    private static func waitUntilAccepting(_ child: Child, port: UInt16) throws(BenchError) {
        let start = MonotonicClock.nanoseconds()
        while true {
            if let end = child.takeEnd() {
                throw .programFailed(name: "nginx", ending: end.ending, lastLine: end.lastErrorLine)
            }
            if try LoopbackSocket.isAccepting(port: port) { return }
            guard MonotonicClock.nanoseconds() - start < Int64(startMillisecondsMax) * 1_000_000 else {
                throw .tookTooLong(name: "the start of nginx", secondsMax: startMillisecondsMax / 1_000)
            }
            try Signals.wait(for: [], milliseconds: 5)
        }
    }

    /// The whole configuration: nothing is taken from the machine's.
    static func configuration(port: UInt16, directory: String) -> String {
        // Without a master process, the child's own number ends it. nginx makes all these directories
        // at its start, and may not do so in their usual place when it is not root.
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "    \($0)_temp_path \(directory);" }
            .joined(separator: "\n")
        return """
            daemon off;
            master_process off;
            worker_processes 1;
            pid \(directory)/nginx.pid;
            error_log stderr crit;
            events { worker_connections 1024; }
            http {
                access_log off;
                keepalive_requests 1000000000;
                keepalive_timeout 1h;
            \(temporary)
                server {
                    listen 127.0.0.1:\(port) backlog=1024;
                    location / { return 200; }
                }
            }

            """
    }
}
