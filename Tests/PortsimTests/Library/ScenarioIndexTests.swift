import Glibc
import ScenarioKit
import TestSupport
import Testing

/// The index of the library says what is in the files.
@Suite struct ScenarioIndexTests {
    @Test func `the index is that of the files`() throws {
        let text = try ScenarioIndex.text(of: LibraryRunTests.library)
        if unsafe getenv("PORTSIM_WRITE_INDEX") != nil {
            FileTree.write(Array(text.utf8), to: ScenarioIndex.path)
        }
        #expect(FileTree.text(ScenarioIndex.path) == text, "PORTSIM_WRITE_INDEX=1 writes it anew")
    }

    @Test func `each has a place of its own, and none is left out`() throws {
        let places = try LibraryRunTests.library.map {
            try #require(try ScenarioIndex.place(of: $0), "\($0)")
        }
        for chapter in 1...ScenarioIndex.chapters.count {
            let numbers = places.filter { $0.chapter == chapter }.map(\.number).sorted()
            #expect(numbers == Array(1...max(1, numbers.count)), "chapter \(chapter)")
        }
    }

    @Test(arguments: LibraryRunTests.library)
    func `a scenario tells its story and expects at least two things`(name: String) throws {
        let source = try ScenarioFile.load(path: Repository.path("Scenarios/\(name)"))
        let story = ScenarioStory(source)
        let summary = try #require(story.summary)
        #expect(summary.count < 110 && !summary.hasSuffix("."))
        #expect(story.story.split(separator: " ").count >= 15)
        #expect(story.story.contains("onsumer"), "what a right one does")
        #expect(try ScenarioReader.read(source).expectations.count >= 2)
    }
}
