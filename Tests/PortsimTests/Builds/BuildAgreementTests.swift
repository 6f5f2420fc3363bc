import Glibc
import TestSupport
import Testing

/// What the compiler makes of the sources must not show in what they do: the optimised build prints the same.
///
/// `Tests/run` names the release build that it has just made. Without the name there is none to trust: one that
/// lies around may be of other sources.
@Suite(.enabled(if: ReleaseBuild.path != nil, "PORTSIM_RELEASE names no release build"))
struct BuildAgreementTests {
    /// Whole with the first seed; what the others change shows in as many events as most scenarios have in all.
    @Test(arguments: LibraryRunTests.library, [1, 7, 18_446_744_073_709_551_615] as [UInt64])
    func `debug and release builds print the same stream`(name: String, seed: UInt64) throws {
        let release = try #require(ReleaseBuild.path)
        let limit = seed == 1 ? [] : ["--limit", "500"]
        let words = ["generate", Repository.path("Scenarios/\(name)"), "--seed", String(seed)] + limit
        let debug = try ChildProcess.run(Repository.portsim, words)
        let optimised = try ChildProcess.run(release, words)
        #expect(debug.exitCode == 0, "\(debug.error)")
        #expect(!debug.outputBytes.isEmpty)
        #expect(debug.outputBytes == optimised.outputBytes, "\(name) with seed \(seed)")
        #expect(debug.ending == optimised.ending)
    }
}

/// The build that the one under test is compared with.
private enum ReleaseBuild {
    static let path = unsafe getenv("PORTSIM_RELEASE").map { unsafe String(cString: $0) }.flatMap {
        $0.isEmpty ? nil : $0
    }
}
