/// The status (200 to go on) and the body, chunked or not.
///
/// The chunks are those that the server hands on, as SwiftNIO's do; its idle
/// timeout ends a slow sender.
func readBody<Chunks: AsyncSequence>(
    _ chunks: Chunks,
    contentType: String?
) async throws -> (status: Int, body: [UInt8])
where Chunks.Element: Collection<UInt8> {
    let bytesMax = 1_048_576
    var body: [UInt8] = []
    var count = 0
    // To its end in any case: what is left unread would pass for the next
    // request of the connection. Never as long as Content-Length says, which is
    // missing with chunks.
    for try await chunk in chunks {
        count += chunk.count
        // Counted, not kept: nobody fills the memory.
        if count <= bytesMax { body += chunk }
    }
    guard count <= bytesMax else { return (413, []) }
    // "Application/JSON; charset=utf-8" is JSON as well (RFC 9110, 8.3.1).
    let mediaType = (contentType ?? "").prefix { $0 != ";" }
        .filter { !$0.isWhitespace }
    guard mediaType.lowercased() == "application/json" else { return (415, []) }
    return (200, body)
}
