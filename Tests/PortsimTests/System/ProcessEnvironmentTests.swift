import Testing

@testable import portsim

@Suite struct ProcessEnvironmentTests {
    @Test func `this process has the variables it was started with`() {
        #expect(ProcessEnvironment.ofThisProcess["PATH"]?.isEmpty == false)
        #expect(ProcessEnvironment.ofThisProcess["PORTSIM_NO_SUCH_VARIABLE"] == nil)
    }

    @Test func `set to nothing is set`() {
        #expect(ProcessEnvironment(["A": ""])["A"] == "")
        #expect(ProcessEnvironment()["A"] == nil)
    }
}
