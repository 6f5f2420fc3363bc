import Testing

@testable import portsim_bench

@Suite struct PythonGeneratorTests {
    @Test func `its figures are read`() {
        #expect(PythonGenerator.eventsPerSecond(in: "114924 2.0") == 57_462)
    }

    @Test(arguments: ["", "114924", "114924 0", "ModuleNotFoundError: No module named 'orjson'"])
    func `a line without figures has none`(line: String) {
        #expect(PythonGenerator.eventsPerSecond(in: line) == nil)
    }
}
