import Testing

@testable import portsim_bench

@Suite struct HeyTests {
    private let output = """

        Summary:
          Total:\t0.2892 secs
          Requests/sec:\t22130.8268

        Response time histogram:
          0.000 [1]\t|
          0.002 [3039]\t|■■■■■■■■■■■■■■

        Status code distribution:
          [200]\t6000 responses
          [204]\t400 responses


        """

    @Test func `its figures are read`() throws {
        #expect(try Hey.load(in: output) == Load(requests: 6_400, requestsPerSecond: 22_130.8268))
    }

    @Test(arguments: ["  [503]\t2 responses", "Error distribution:\n  [3]\tconnection refused"])
    func `a run with errors is no figure`(line: String) {
        #expect(throws: BenchError.self) { try Hey.load(in: output + line) }
    }

    @Test func `a text without figures is refused`() {
        #expect(throws: BenchError.self) { try Hey.load(in: "Summary:\n") }
    }
}
