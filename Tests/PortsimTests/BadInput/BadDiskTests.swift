import Glibc
import TestSupport
import Testing

/// File systems that are full, that can only be read, and processes that may not have enough.
@Suite struct BadDiskTests {
    private let directory = TemporaryDirectory()

    /// Whether a file system of a test's own can be mounted here: by root, or in a user namespace.
    ///
    /// Where neither is possible, the limit on a file's size still shows what a failed write does.
    private static let mounts: String? = {
        for unshare in ["unshare -m", "unshare -rm"] {
            let trial = "\(unshare) sh -c 'mount -t tmpfs -o size=1m none /mnt' 2> /dev/null"
            if (try? Tool.shell(trial).exitCode) == 0 { return unshare }
        }
        return nil
    }()

    private static let whyNot: Comment = "no file system can be mounted here"

    /// The scenario that fills disks; how much of it fits on which is found out.
    private static let scenario = Repository.path("Scenarios/small-population.json5")

    /// Leaves out what it asks the consumer inside, which forgets when a run ends.
    private static let withoutProbe = ["--skip", "nothing is lost"]

    /// Runs a script with a file system of so many bytes on `/mnt`; `$2` in it is a folder that stays.
    ///
    /// The file system is seen by the script alone and goes with it.
    private func onDisk(_ size: String, _ script: String) throws -> ChildResult {
        let unshare = try #require(Self.mounts)
        let whole = "set -e; mount -t tmpfs -o size=\(size) none /mnt; set +e; \(script)"
        return try Tool.shell(
            "exec \(unshare) sh -c \"$1\" \"$0\" \"$2\" \"$3\"",
            [whole, Self.scenario, directory.path]
        )
    }

    @Test(
        .enabled(if: mounts != nil, whyNot),
        arguments: ["100k", "600k", "1000k", "1400k", "1600k"]
    )
    func `a disk that fills up is code 74 and the run goes on once there is room`(size: String) throws {
        // Twice in vain, then with room. The sizes are found out: there is room for the tables alone, for some
        // of the group commits, and for nearly all of them. How many pages the last ones take differs from run to run.
        let script = """
            "$0" run "$1" --db /mnt/run.sqlite --quiet > /dev/null; echo "code $?"
            "$0" run "$1" --db /mnt/run.sqlite --resume --skip 'nothing is lost' --quiet > /dev/null; echo "code $?"
            mount -o remount,size=64m /mnt
            "$0" run "$1" --db /mnt/run.sqlite --resume --skip 'nothing is lost' --quiet > /dev/null; echo "code $?"
            cp /mnt/run.sqlite* "$2"
            """
        let result = try onDisk(size, script)
        let sentence =
            "error: no space left for the run file /mnt/run.sqlite; "
            + "what was recorded is kept: free some, then give --resume\n"
        // With the most room the last pages may just fit the second time, where the log of the first is gone.
        let isEnough = size == "1600k" && result.output == "code 74\ncode 0\ncode 0\n"
        #expect(isEnough || result.output == "code 74\ncode 74\ncode 0\n")
        #expect(result.error == (isEnough ? sentence : sentence + sentence))
        try Tool.expectUsable(directory.path("run.sqlite"), of: Self.scenario, skipping: Self.withoutProbe)
    }

    @Test(.enabled(if: mounts != nil, whyNot))
    func `a disk without room for the first page is code 74 and leaves nothing`() throws {
        let script = """
            "$0" run "$1" --db /mnt/run.sqlite; echo "code $?"; ls -A /mnt
            """
        let result = try onDisk("8k", script)
        #expect(result.output == "code 74\n")
        #expect(result.error.hasPrefix("error: no space left for the run file /mnt/run.sqlite;"))
    }

    @Test(.enabled(if: mounts != nil, whyNot))
    func `a file system that can only be read is code 74 and the run file stays usable`() throws {
        let script = """
            "$0" run "$1" --db /mnt/run.sqlite --quiet > /dev/null; echo "code $?"
            mount -o remount,ro /mnt
            "$0" run "$1" --db /mnt/new.sqlite --quiet; echo "code $?"
            "$0" run "$1" --db /mnt/run.sqlite --resume --quiet; echo "code $?"
            "$0" run "$1" --report json=/mnt/report.json --quiet; echo "code $?"
            mount -o remount,rw /mnt
            "$0" run "$1" --db /mnt/run.sqlite --resume --skip 'nothing is lost' --quiet > /dev/null; echo "code $?"
            """
        let result = try onDisk("8m", script)
        #expect(result.output == "code 0\ncode 74\ncode 74\ncode 74\ncode 0\n")
        let tail = "or its folder can only be read; copy it to where it can be written"
        #expect(
            result.error == """
                error: the run file /mnt/new.sqlite \(tail)
                error: the run file /mnt/run.sqlite \(tail)
                error: the report '/mnt/report.json' cannot be written: Read-only file system

                """
        )
    }

    @Test func `a run file that may not grow is code 74 and is gone on with later`() throws {
        let runFile = directory.path("run.sqlite")
        // In blocks of 512 bytes: enough for the tables, not for the deliveries.
        let script = "ulimit -f 200; exec \"$0\" run \"$1\" --db \"$2\" --quiet"
        let result = try Tool.shell(script, [Self.scenario, runFile])
        Tool.expect(
            result,
            code: 74,
            sentence: "the run file \(runFile) cannot be read or written: File too large (ulimit -f); "
                + "raise the limit, then give --resume"
        )
        try Tool.expectUsable(runFile, of: Self.scenario, skipping: Self.withoutProbe)
    }

    @Test(arguments: [5, 6, 7, 8, 9, 10, 11, 24])
    func `a want of descriptors is code 74 or makes the run slower, and is no failure of the consumer`(
        count: Int
    ) throws {
        let runFile = directory.path("run.sqlite")
        // More users at once than any of these limits has connections.
        let text =
            "{ portsim: 1, population: { users: 30, arrival: { over: '1s' }, integrationsPerUser: 1 } }"
        let scenario = directory.write(text, to: "crowd.json5")
        // Descriptors that tests which run at once have open may have been inherited: they would count.
        let script = """
            for path in /proc/$$/fd/*; do
                [ ${path##*/} -le 3 ] || eval "exec ${path##*/}>&-"
            done
            ulimit -n \(count)
            exec "$0" run "$1" --db "$2" --quiet
            """
        let result = try ChildProcess.run("bash", ["-c", script, Repository.portsim, scenario, runFile])
        if count < 24, result.exitCode != 0 {
            #expect(result.ending == .exited(code: 74))
            #expect(result.error.hasPrefix("error: ") && result.error.hasSuffix(": Too many open files\n"))
            #expect(result.error.split(separator: "\n").count == 1 && result.output == "")
        } else {
            #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
        }
        try Tool.expectUsable(runFile, of: scenario)
    }

    @Test func `the usual limit of descriptors is enough for the most connections`() throws {
        // All at once, with two ends of every connection in the one process.
        let text = """
            {
              portsim: 1,
              population: {
                users: 700,
                arrival: { over: '1s' },
                integrationsPerUser: 1,
                providers: { kraken: 1 },
                resync: { p: 0 },
                rename: { p: 0 },
                remove: { p: 0 },
              },
            }
            """
        let scenario = directory.write(text, to: "many.json5")
        let script = "ulimit -Sn 1024; exec \"$0\" run \"$1\" --concurrency 1024 --quiet"
        let result = try Tool.shell(script, [scenario])
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
    }
}
