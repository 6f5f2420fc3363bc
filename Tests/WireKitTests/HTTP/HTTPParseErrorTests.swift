import Testing
import WireKit

struct HTTPParseErrorTests {
    /// Every error with the status that a server answers and the words that a person reads.
    @Test(arguments: [
        (HTTPParseError.badStartLine, 400, "the first line is not HTTP/1.1"),
        (.unsupportedVersion, 505, "the message is of another HTTP version than 1.0 and 1.1"),
        (.bareCarriageReturn, 400, "a carriage return in the head is not followed by a line feed"),
        (.badField(number: 3), 400, "header line 3 is not of the form 'name: value'"),
        (.spaceBeforeColon(number: 2), 400, "header line 2 has white space before its colon"),
        (.obsoleteFolding(number: 0), 400, "the line after the first begins with white space"),
        (
            .obsoleteFolding(number: 4), 400,
            "the line after header line 4 begins with white space (line folding is not allowed)"
        ),
        (.badHost, 400, "a request needs exactly one Host header, naming a host"),
        (.badLength, 400, "the Content-Length header is not a number of bytes"),
        (.conflictingLengths, 400, "the headers state the length of the body in two ways"),
        (.badTransferCoding, 400, "the Transfer-Encoding header is malformed or not allowed here"),
        (.unsupportedTransferCoding, 501, "the body has a transfer coding other than 'chunked'"),
        (.badChunk, 400, "the body's chunked coding is malformed"),
        (.chunkLineTooLarge, 400, "the body's chunk extensions are too long"),
        (.startLineTooLarge(bytesMax: 9), 414, "the first line is longer than 9 bytes"),
        (.headTooLarge(bytesMax: 9), 431, "the headers are longer than 9 bytes"),
        (.tooManyFields(countMax: 9), 431, "there are more than 9 header lines"),
        (.bodyTooLarge(bytesMax: 9), 413, "the body is longer than 9 bytes"),
        (.tooManyInformational(countMax: 9), 400, "more than 9 interim (1xx) answers came"),
        (.unexpectedEnd, 400, "the connection was closed in the middle of a message"),
    ])
    func `an error has a status and a sentence`(error: HTTPParseError, status: Int, message: String) {
        #expect(error.status.code == status)
        #expect(error.message == message)
    }
}
