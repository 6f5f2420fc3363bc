import Testing

@testable import ScenarioKit

struct FilePathTests {
    @Test(
        arguments: [
            ("a/b", "a/b"), ("./a//b/.", "a/b"), ("a/../b", "b"), ("../a", "../a"), ("a/../../b", "../b"),
            ("/a/./b/../c", "/a/c"), ("/../a", "/a"), ("/a/../../../b", "/b"), ("/", "/"), (".", ""),
        ]
    )
    func `a path without detours leads to the same place`(path: String, normal: String) {
        #expect(FilePath.normal(path) == normal)
    }

    @Test(
        arguments: [
            ("b", "a", "b"), ("b", "x/a", "x/b"), ("./b", "x/a", "x/b"), ("/b", "x/a", "/b"),
            ("../b", "x/a", "x/../b"),
        ]
    )
    func `a file means others from its own folder`(path: String, file: String, joined: String) {
        #expect(FilePath.joined(path, from: file) == joined)
    }
}
