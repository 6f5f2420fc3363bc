import Testing

/// What people read when a scenario is wrong, word for word.
struct DiagnosticTests {
    @Test(arguments: DiagnosticCase.files.flatMap(DiagnosticCase.cases))
    func `a mistake is shown in its place`(_ example: DiagnosticCase) {
        #expect(Samples.problems(example.scenario) == example.expected)
    }

    @Test func `every file of cases is read`() {
        #expect(DiagnosticCase.files.flatMap(DiagnosticCase.cases).count > 150)
    }
}
