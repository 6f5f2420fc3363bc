import ContractKit
import Testing

@Suite struct RemedyTests {
    @Test(arguments: Remedy.allCases)
    func `a remedy says in a line what to do and in two sentences why`(remedy: Remedy) {
        #expect(remedy.title.first?.isUppercase == true && remedy.title.last != ".")
        #expect(remedy.title.count <= 76)
        #expect(remedy.summary.last == "." && !remedy.summary.contains("\n"))
        #expect(remedy.summary.split(separator: ". ").count == 2)
    }

    @Test func `no two remedies are called the same`() {
        #expect(Set(Remedy.allCases.map(\.title)).count == Remedy.allCases.count)
        #expect(Set(Remedy.allCases.map(\.summary)).count == Remedy.allCases.count)
    }
}
