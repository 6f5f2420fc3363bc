import JSONKit
import ScenarioKit
import Testing

/// What a file says of itself.
struct ScenarioStoryTests {
    private func story(_ text: String) -> ScenarioStory {
        ScenarioStory(SourceText(name: "a.json5", bytes: Array(text.utf8)))
    }

    @Test func `the comment at the head is the story, its first sentence the summary`() {
        let story = story(
            "// One thing happens. Then another.\n//\n// It is\n//   long.\n//\n//\n// The end.\n{ // not this\n}"
        )
        #expect(story.paragraphs == ["One thing happens. Then another.", "It is long.", "The end."])
        #expect(story.summary == "One thing happens")
        #expect(story.story == "It is long. The end.")
    }

    @Test(arguments: ["", "{}", "\n// too late\n{}", "/* no */ {}", "//\n{}"])
    func `a file may say nothing`(text: String) {
        #expect(story(text).summary == nil && story(text).story == "")
    }
}
