/// Defects about heads, bodies and connections (HDR).
extension Persona {
    static let requests: [Persona] = [
        Persona(
            "charset-415",
            "answers 415 unless the media type is application/json to the letter",
            intended: ["HDR-01"],
            .intake(.mediaTypeExact)
        ),
        Persona(
            "needs-event-header",
            "answers 500 to a delivery without X-Webhook-Event",
            intended: ["HDR-02"],
            .reading(.eventFieldNeeded)
        ),
        Persona(
            "header-router",
            "does what X-Webhook-Event says, which nobody signed",
            intended: ["HDR-03", "SEC-01"],
            .reading(.eventFromField)
        ),
        Persona(
            "redirects",
            "answers every delivery with a redirect",
            intended: ["SIG-01", "HDR-04"],
            .wire(.redirect(status: 301, to: "/webhooks/"))
        ),
        Persona(
            "refuses-chunked",
            "answers 411 to a body in chunks",
            intended: ["HDR-05"],
            .intake(.lengthNeeded)
        ),
        Persona(
            "desync-after-reject",
            "leaves the long body of a refused request unread, and takes it for the connection's next one",
            intended: ["HDR-06"],
            .pace(.unreadBody)
        ),
        Persona(
            "dedupe-on-timestamp",
            "takes a repetition with another X-Webhook-Timestamp for a new delivery",
            intended: ["HDR-08"],
            .deduplication(.byIdentifierAndTime)
        ),
    ]
}
