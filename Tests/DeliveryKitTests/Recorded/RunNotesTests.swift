import SimulationKit
import Testing

@testable import DeliveryKit

/// What a run file notes of its run, written and read.
@Suite struct RunNotesTests {
    @Test func `notes are read as they were written`() {
        var notes = RunNotes()
        notes.endpoints = [.init(name: "main", url: "http://127.0.0.1:9/a"), .init(name: "inside", url: nil)]
        notes.userNames = ["0123": "alice", "4567": "bob"]
        notes.start = Moment(milliseconds: 17)
        notes.delivery = "ordering=none"
        notes.allowsInsecure = true
        notes.replayOf = "ff"
        #expect(RunNotes(notes.notes) == notes)
        #expect(RunNotes([]) == RunNotes())
    }

    @Test func `the query of a URL is left out, and that it was is said`() throws {
        let url = try WebhookURL("http://127.0.0.1:9/a?token=secret")
        let endpoint = RunNotes.Endpoint(name: "main", url: RunNotes.Endpoint.noted(url))
        #expect(endpoint.url == "http://127.0.0.1:9/a?" && endpoint.lacksQuery)
        let plain = RunNotes.Endpoint.noted(try WebhookURL("http://127.0.0.1:9/a"))
        #expect(plain == "http://127.0.0.1:9/a")
    }

    @Test func `names of a thousand users are noted, and of more none`() {
        var notes = RunNotes()
        for index in 0..<RunNotes.userNamesMax { notes.userNames["u\(index)"] = "n" }
        #expect(notes.notes.count == RunNotes.userNamesMax)
        notes.userNames["one more"] = "n"
        #expect(notes.notes.isEmpty)
    }

    @Test(arguments: Profile.all)
    func `the settings of a run are read as they were noted`(profile: Profile) {
        var settings = DeliverySettings(profile: profile)
        #expect(DeliverySettings(profile: profile, noted: settings.noted).noted == settings.noted)
        settings.ordering = .none
        settings.headers = .all
        settings.timeoutMilliseconds = 77
        settings.concurrency = 3
        settings.retry = RetryPolicy(attemptsMax: 3, waits: .listed(milliseconds: [5, 6]), retryable: .any)
        let read = DeliverySettings(profile: profile, noted: settings.noted)
        #expect(read.ordering == .none && read.headers == .all && read.timeoutMilliseconds == 77)
        #expect(read.concurrency == 3 && read.retry == settings.retry)
    }

    @Test(arguments: ["", "waits", "attempts=0 waits=listed:1", "attempts=2 waits=odd:1", "concurrency=-1"])
    func `what cannot be read is the profile's own`(text: String) {
        let settings = DeliverySettings(profile: .kryptosV1, noted: text)
        #expect(settings.retry == .standard(of: .kryptosV1))
        #expect((1...DeliverySettings.concurrencyMax).contains(settings.concurrency))
    }
}
