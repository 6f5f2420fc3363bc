import JSONKit
import TestSupport
import Testing

/// The time of day is set back while a run is paced by real time: nothing hangs on it but what is printed.
///
/// A library in front of the C library's `clock_gettime` sets the time of day back by an hour at every reading.
@Suite struct ClockStepTests {
    private let directory = TemporaryDirectory()

    private static let library = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <sys/time.h>
        #include <time.h>

        static long readings;

        static int real(clockid_t clock, struct timespec *time) {
            static int (*next)(clockid_t, struct timespec *);
            if (!next) next = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
            return next(clock, time);
        }

        int clock_gettime(clockid_t clock, struct timespec *time) {
            int result = real(clock, time);
            if (clock == CLOCK_REALTIME) time->tv_sec -= 3600 * __sync_add_and_fetch(&readings, 1);
            return result;
        }

        int gettimeofday(struct timeval *restrict time, void *restrict zone) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            time->tv_sec = now.tv_sec;
            time->tv_usec = now.tv_nsec / 1000;
            return 0;
        }
        """

    private func build() throws -> String {
        let source = directory.write(Self.library, to: "step_back.c")
        let library = directory.path("step_back.so")
        let words = ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]
        let result = try ChildProcess.run("clang", words)
        try #require(result.exitCode == 0, "\(result.error)")
        return library
    }

    private func run(_ name: String, _ environment: [String: String]) throws -> (JSONValue, [String]) {
        let consumer = try ScriptedConsumer { .status($0.attempt == 1 && $0.number % 3 == 0 ? 503 : 200) }
        let result = try ChildProcess.run(
            Repository.portsim,
            [
                "run", Tool.scenario, "--speed", "200x", "--db", directory.path(name), "--endpoint",
                consumer.url,
                "--report", "json=-", "--quiet",
            ],
            environment: environment.merging(["PORTSIM_SECRET": "whsec_x"]) { $1 }
        )
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
        guard case .object(var report) = try JSONReader.read(result.outputBytes, dialect: .json).value else {
            return (.null, [])
        }
        for key in ["wallSeconds", "ack", "reproduction"] { report[key] = nil }
        let sent = consumer.requests.map { $0.bodyText + ($0.field("X-Webhook-Timestamp") ?? "") }
        return (.object(report), sent)
    }

    @Test func `a run at a multiple of real time ends as ever although the time of day runs back`() throws {
        let library = try build()
        let preload = ["LD_PRELOAD": library]
        let date = try ChildProcess.run("python3", ["-c", Self.script], environment: preload)
        #expect(date.output == "back\n", "the time of day was not set back: \(date.error)")
        let (plain, stepped) = (try run("plain.sqlite", [:]), try run("stepped.sqlite", preload))
        #expect(stepped.0 == plain.0)
        #expect(stepped.1 == plain.1 && plain.1.count > 7)
        let words = ["diff", directory.path("plain.sqlite"), directory.path("stepped.sqlite")]
        #expect(try Tool.run(words).output == "no difference: 7 deliveries equal\n")
    }

    private static let script = """
        import time
        one = time.time()
        print('back' if time.time() < one else 'on')
        """
}
