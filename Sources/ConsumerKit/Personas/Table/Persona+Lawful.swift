/// The good ones: whatever they do otherwise is every consumer's right.
extension Persona {
    static let lawful: [Persona] = [
        good,
        Persona(lawful: "good-204", "answers 204 without a body", .answering(.noContent)),
        Persona(
            lawful: "good-long-answer",
            "answers 202 with a page of 100,000 bytes",
            .answering(.longPage(bytes: 100_000))
        ),
        Persona(
            lawful: "good-async",
            "answers 202 at once and does the work 50 ms later",
            .pace(.workAfterAnswer(milliseconds: 50))
        ),
        Persona(
            lawful: "good-http10",
            "answers in HTTP/1.0, whose connections end with the answer",
            .wire(.http10)
        ),
        Persona(
            lawful: "good-close-after-answer",
            "answers with 'Connection: close' and closes",
            .wire(.connectionClose)
        ),
    ]
}
