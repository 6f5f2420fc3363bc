import Testing

@testable import portsim_bench

@Suite struct TableTests {
    @Test func `columns are as wide as their widest cell`() {
        var table = Table(columns: [("row", .left), ("ours", .right), ("met", .left)])
        table.add(["generate", "1,234,567", "yes"])
        table.add(["run", "9", ""])
        #expect(
            table.text == """
                row            ours  met
                --------  ---------  ---
                generate  1,234,567  yes
                run               9

                """
        )
    }

    @Test func `a cell for the rest of its row widens no column`() {
        var table = Table(columns: [("row", .left), ("ours", .right), ("met", .left)])
        table.add(["run", "no peer: no nginx on the PATH"])
        #expect(
            table.text == """
                row  ours  met
                ---  ----  ---
                run  no peer: no nginx on the PATH

                """
        )
    }
}
