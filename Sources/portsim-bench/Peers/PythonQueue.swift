/// A task queue in Python that keeps its tasks in SQLite: huey, with requests and 16 threads, signing each body.
struct PythonQueue {
    private let path: String
    private let file: String
    private let url: String
    private let scratch: ScratchDirectory

    /// What the table calls it.
    static let label = "huey + requests"
    /// What a row says when there is none.
    static let absence = "no python3 with huey and requests"

    private static let databaseName = "queue.db"
    private static let secondsMax = 120

    /// The whole program; its words are the URL, the number of deliveries and the file of the queue.
    static let script = """
        import hashlib, hmac, os, sys, threading, time
        import requests
        from huey import SqliteHuey

        url, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
        secret = os.environ["PORTSIM_BENCH_SECRET"].encode()
        queue = SqliteHuey(filename=path)
        kept = threading.local()
        done = threading.Semaphore(0)

        @queue.task(retries=2)
        def deliver(number, body):
            # A session per thread keeps its connection.
            if not hasattr(kept, "session"):
                kept.session = requests.Session()
            data = body.encode()
            signature = hmac.new(secret, data, hashlib.sha256).hexdigest()
            headers = {
                "Content-Type": "application/json", "X-Webhook-Signature": signature,
                "X-Webhook-Event": "integration.updated", "X-Webhook-Id": "whd_%024x" % number,
            }
            kept.session.post(url, data=data, headers=headers, timeout=10).raise_for_status()
            done.release()

        consumer = queue.create_consumer(
            workers=16, periodic=False, initial_delay=0.001, max_delay=0.01
        )
        consumer.start()
        body = '{"id":"static","padding":"%s"}' % ("x" * 452)
        begun = time.perf_counter()
        for number in range(count):
            deliver(number, body)
        for number in range(count):
            done.acquire()
        print(count, time.perf_counter() - begun, file=sys.stderr, flush=True)
        os._exit(0)

        """

    /// Prepares the script.
    ///
    /// - Throws: when it cannot be written.
    init(path: String, url: String, scratch: ScratchDirectory) throws(BenchError) {
        self.path = path
        self.url = url
        self.scratch = scratch
        file = try scratch.write(PythonQueue.script, to: "huey_peer.py")
    }

    /// Whether this Python has what the script imports.
    static func isUsable(path: String) throws(BenchError) -> Bool {
        do throws(BenchError) {
            _ = try Measurement.of(Program(path: path, arguments: ["-c", "import huey, requests"]))
            return true
        } catch .programFailed {
            return false
        }
    }

    /// Lets it deliver, from the first task put into a new queue to the last one carried out.
    func run(deliveries: Int) throws(BenchError) -> (load: Load, measurement: Measurement) {
        scratch.removeFiles { $0.hasPrefix(PythonQueue.databaseName) }
        let measurement = try Measurement.of(
            Program(
                path: path,
                arguments: [file, url, String(deliveries), scratch.path(PythonQueue.databaseName)],
                environment: [OurRun.secret]
            ),
            secondsMax: PythonQueue.secondsMax
        )
        let figures = measurement.lastErrorLine
        // It says so in the words of the generator: how many, and in how many seconds.
        guard let rate = PythonGenerator.eventsPerSecond(in: figures) else {
            throw .unusable(name: "the Python queue", reason: figures)
        }
        return (Load(requests: deliveries, requestsPerSecond: rate), measurement)
    }
}
