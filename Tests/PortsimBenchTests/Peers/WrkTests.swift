import Testing

@testable import portsim_bench

@Suite struct WrkTests {
    private let output = """
        Running 1s test @ http://127.0.0.1:18080/
          1 threads and 64 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency   713.66us  366.15us   4.84ms   91.66%
            Req/Sec    66.78k    10.61k   96.34k    90.00%
          66592 requests in 1.00s, 9.46MB read
        Requests/sec:  66334.89
        Transfer/sec:      9.43MB
        """

    @Test func `its figures are read`() throws {
        #expect(try Wrk.load(in: output) == Load(requests: 66_592, requestsPerSecond: 66_334.89))
    }

    @Test(arguments: [
        "  Non-2xx or 3xx responses: 12", "  Socket errors: connect 0, read 3, write 0, timeout 0",
    ])
    func `a run with errors is no figure`(line: String) {
        #expect(throws: BenchError.self) { try Wrk.load(in: output + "\n" + line) }
    }

    @Test func `a text without figures is refused`() {
        #expect(throws: BenchError.self) { try Wrk.load(in: "") }
    }

    @Test func `the static body has the length of a delivery's`() {
        #expect(Load.body.utf8.count == Load.bodyBytes)
    }
}
