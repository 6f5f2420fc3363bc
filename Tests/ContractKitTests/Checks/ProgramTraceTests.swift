import Testing

@testable import ContractKit

/// Marks of a program in an answer.
@Suite struct ProgramTraceTests {
    @Test(arguments: [
        "Traceback (most recent call last):\n  File \"/app/main.py\", line 3",
        "Error: x\n    at verify (/app/server.js:12:9)", "TypeError\n    at /srv/index.mjs:3:1",
        "<pre>RangeError: x<br> &nbsp; &nbsp;at verify (/app/server.js:12:9)<br> &nbsp; &nbsp;at next</pre>",
        #"{"stack":"RangeError: x\n    at verify (/app/server.js:12:9)"}"#,
        "java.lang.NullPointerException at Webhook.handle(Webhook.java:17)",
        "<title>Whoops, looks like something went wrong.</title>", "goroutine 1 [running]:",
    ])
    func `traces are found`(text: String) {
        #expect(ProgramTrace.first(in: text) != nil)
    }

    @Test(arguments: [
        "", "invalid signature", "{\"error\":\"look at the docs: https://example.com/a:1:2 or so\"}",
        "at 10:30 we were down", "Not Found",
    ])
    func `ordinary answers hold none`(text: String) {
        #expect(ProgramTrace.first(in: text) == nil)
    }
}
