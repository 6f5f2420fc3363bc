import Testing

@testable import portsim_bench

@Suite struct MachineTests {
    @Test func `a machine is what its texts say`() {
        let machine = Machine(
            processors: """
                processor\t: 0
                model name\t: AMD EPYC: the second
                processor\t: 1
                model name\t: AMD EPYC: the second

                """,
            kernel: "6.1.0-13-amd64\n",
            load: "0.52 0.58 0.59 1/467 12345\n",
            mounts: "/dev/vda1 / ext4 rw 0 0\ntmpfs /tmp tmpfs rw 0 0\nother /tmp/b xfs rw 0 0\n",
            directory: "/tmp/bench-1"
        )
        #expect(
            machine.text
                == "2 × AMD EPYC: the second, Linux 6.1.0-13-amd64, run files on tmpfs, load before 0.52"
        )
    }

    @Test func `what the texts do not say is unknown`() {
        let machine = Machine(processors: "", kernel: "", load: "", mounts: "", directory: "/tmp")
        #expect(machine.text == "0 × unknown, Linux unknown, run files on unknown, load before unknown")
    }
}
