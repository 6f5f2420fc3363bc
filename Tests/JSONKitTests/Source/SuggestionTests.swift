import JSONKit
import Testing

struct SuggestionTests {
    static let keys = [
        "portsim", "name", "profile", "seed", "clock", "webhooks", "users", "timeline", "at", "every",
    ]

    @Test(arguments: [
        ("tiemline", "timeline"), ("timelin", "timeline"), ("Timeline", "timeline"), ("sed", "seed"),
        ("Seed", "seed"), ("webhook", "webhooks"), ("wehbooks", "webhooks"), ("porfile", "profile"),
        ("clokc", "clock"), ("user", "users"), ("portsmi", "portsim"), ("AT", "at"), ("att", "at"),
    ])
    func `a slip finds its name`(typed: String, expected: String) {
        #expect(Suggestion.nearest(to: typed, among: Self.keys) == expected)
    }

    @Test(arguments: ["", "x", "a", "banana", "population", "elinemit"])
    func `what is far from every name finds none`(typed: String) {
        #expect(Suggestion.nearest(to: typed, among: Self.keys) == nil)
    }

    @Test func `the nearest wins, and the first of equals`() {
        #expect(Suggestion.nearest(to: "ordex", among: ["ordinal", "orders", "order"]) == "order")
        #expect(Suggestion.nearest(to: "cat", among: ["bat", "rat"]) == "bat")
    }

    @Test func `names of more than 64 characters are not compared`() {
        let name = String(repeating: "n", count: 64)
        #expect(Suggestion.nearest(to: name, among: [name]) == name)
        #expect(Suggestion.nearest(to: name, among: [name + "n"]) == nil)
        #expect(Suggestion.nearest(to: name + "n", among: [name]) == nil)
    }
}
