import TestSupport
import Testing

@testable import portsim_bench

@Suite struct PeerTests {
    @Test func `the first executable file of the search path is it`() throws {
        let directory = TemporaryDirectory()
        for name in ["a", "b"] {
            _ = try ChildProcess.run("mkdir", [directory.path(name)])
            directory.write("", to: "\(name)/wrk")
        }
        #expect(Peer.wrk.path(in: directory.path) == nil)
        _ = try ChildProcess.run("chmod", ["+x", directory.path("b/wrk")])
        _ = try ChildProcess.run("mkdir", [directory.path("a/hey")])
        let searchPath = "\(directory.path("a")):\(directory.path("b"))"
        #expect(Peer.wrk.path(in: searchPath) == directory.path("b/wrk"))
        #expect(Peer.hey.path(in: searchPath) == nil)
    }
}
