import ContractKit
import TestSupport
import Testing

/// Every known mistake is found, each made by another implementation than ours.
@Suite struct SignatureDoctorTests {
    /// One mistake as Python makes it: `mac(key, message)` is the HMAC, `b` the body, `s` the secret, `j` its JSON.
    struct Mistake: CustomTestStringConvertible {
        let python: String
        let expected: SignatureDiagnosis
        var body = SignatureDoctorTests.body

        init(_ python: String, _ causes: SignatureCause...) {
            self.python = python
            expected = .explained(causes, misspelled: [])
        }

        init(_ python: String, forms: SignatureForm...) {
            self.python = python
            expected = .misspelled(forms)
        }

        func of(_ body: String) -> Mistake {
            var mistake = self
            mistake.body = body
            return mistake
        }

        var testDescription: String { python }
    }

    /// A body with what other writers spell otherwise: slashes, an accent, a pair of surrogates, an exact number.
    static let body = #"{"id":"evt_1","z":"https://x/ü😀","a":[1,{"b":null,"amount":0.10}],"e":{},"l":[]}"#
    static let secret = "whsec_c2VjcmV0IG9mIGEgdGVzdA=="
    static let timestamp = "1767225600"

    private static let prelude = """
        import base64, hashlib, hmac, json, os, re
        b, s = os.environb[b'BODY'], os.environb[b'SECRET']
        t = b'1767225600'
        try:
            j = json.loads(b)
            # Numbers keep their spelling, as they do in JavaScript only where it is the shortest.
            d = lambda **options: json.dumps(j, **options).replace('0.1', '0.10').encode()
        except ValueError:
            pass
        sha = hashlib.sha256
        mac = lambda key, message: hmac.new(key, message, hashlib.sha256)
        h = lambda key, message: mac(key, message).hexdigest()

        """

    /// What Python prints for an expression.
    private static func python(_ expression: String, body: String, secret: String = secret) throws -> String {
        let result = try ChildProcess.run(
            "python3",
            ["-c", prelude + "import sys; sys.stdout.write(\(expression))"],
            environment: ["BODY": body, "SECRET": secret]
        )
        try #require(result.exitCode == 0, "\(result.error)")
        return result.output
    }

    private static func diagnose(
        _ header: String,
        body: String,
        secret: String = secret
    ) -> SignatureDiagnosis {
        SignatureDoctor(body: Array(body.utf8), secret: Array(secret.utf8), timestamp: Array(timestamp.utf8))
            .diagnose(Array(header.utf8))
    }

    static let keys = [
        Mistake("h(s + b'\\n', b)", .key(.withLineFeed)),
        Mistake("h(s + b'\\r\\n', b)", .key(.withCarriageReturn)),
        Mistake("h(s + b' ', b)", .key(.withSpace)),
        Mistake("h(s[6:], b)", .key(.withoutPrefix)),
        Mistake("h(base64.b64decode(s[6:]), b)", .key(.base64Decoded)),
        Mistake("h(b'\"' + s + b'\"', b)", .key(.quoted)),
    ]

    static let bodies = [
        Mistake("h(s, b + b'\\n')", .body(.withLineFeed)),
        Mistake("h(s, b + b'\\r\\n')", .body(.withCarriageReturn)),
        Mistake("h(s, b[:-1])", .body(.withoutLineEnd)).of(body + "\n"),
        Mistake("h(s, b[:-2])", .body(.withoutLineEnd)).of(body + "\r\n"),
        Mistake("h(s, b.replace(b'\\r\\n', b'\\n'))", .body(.withLineFeedsOnly)).of("{\r\n\"a\":1\r\n}"),
        Mistake("h(s, b.replace(b'\\n', b'\\r\\n'))", .body(.withCarriageReturns)).of("{\n\"a\":1\n}"),
        Mistake("h(s, b'\\xef\\xbb\\xbf' + b)", .body(.withByteOrderMark)),
        Mistake("h(s, b[3:])", .body(.withoutByteOrderMark)).of("\u{FEFF}{\"a\":1}"),
        Mistake("h(s, b'')", .body(.empty)),
        Mistake("h(s, d())", .body(.spacedASCII)),
        Mistake("h(s, d(ensure_ascii=False))", .body(.spaced)),
        Mistake("h(s, d(ensure_ascii=False, separators=(',', ':')))", .body(.compact)).of(
            "{ \"a\": [1, 2], \"u\": \"ü\" }"
        ),
        Mistake("h(s, d(separators=(',', ':')).replace(b'/', b'\\\\/'))", .body(.escapedSlashes)),
        Mistake("h(s, d(indent=2, ensure_ascii=False))", .body(.prettyTwo)),
        Mistake("h(s, d(indent=4, ensure_ascii=False))", .body(.prettyFour)),
        Mistake(
            "h(s, d(sort_keys=True, separators=(',', ':'), ensure_ascii=False))",
            .body(.sortedCompact)
        ),
        Mistake("h(s, d(sort_keys=True))", .body(.sortedSpaced)),
        Mistake("h(s, base64.b64encode(b))", .body(.base64)),
        Mistake("h(s, d(ensure_ascii=False) + b'\\n')", .body(.spaced), .body(.withLineFeed)),
    ]

    static let messages = [
        Mistake("h(s, t + b'.' + b)", .message(.timestampDotBody)),
        Mistake("h(s, t + b)", .message(.timestampBody)),
        Mistake("h(s, t + b':' + b)", .message(.timestampColonBody)),
        Mistake("h(s, b + t)", .message(.bodyTimestamp)),
        Mistake("h(s, b'evt_1.' + t + b'.' + b)", .message(.identifierDotTimestampDotBody)),
        Mistake("h(s, b'v0:' + t + b':' + b)", .message(.version0TimestampBody)),
        Mistake(
            "h(base64.b64decode(s[6:]), b'evt_1.' + t + b'.' + b)",
            .key(.base64Decoded),
            .message(.identifierDotTimestampDotBody)
        ),
        Mistake("h(s + b'\\n', b + b'\\n')", .key(.withLineFeed), .body(.withLineFeed)),
    ]

    static let hashes = [
        Mistake("sha(b).hexdigest()", .hash(.withoutKey)),
        Mistake("sha(s + b).hexdigest()", .hash(.keyThenBody)),
        Mistake("sha(b + s).hexdigest()", .hash(.bodyThenKey)),
        Mistake("h(s, sha(b).hexdigest().encode())", .hash(.hashedBodyHex)),
        Mistake("h(s, sha(b).digest())", .hash(.hashedBody)),
        Mistake("sha(mac(s, b).digest()).hexdigest()", .hash(.hashedTwice)),
        Mistake("sha(h(s, b).encode()).hexdigest()", .hash(.hashedTwiceHex)),
        Mistake("h(b, s)", .hash(.swapped)),
    ]

    static let forms = [
        Mistake("'X-Webhook-Signature: ' + h(s, b)", forms: .fieldName),
        Mistake("' ' + h(s, b) + '\\n'", forms: .whiteSpace),
        Mistake("'\"' + h(s, b) + '\"'", forms: .quotationMarks),
        Mistake("'sha256=' + h(s, b)", forms: .prefix("sha256=")),
        Mistake("'v1,' + base64.b64encode(mac(s, b).digest()).decode()", forms: .prefix("v1,"), .base64),
        Mistake("'t=12,v1=' + h(s, b)", forms: .timestampAndVersion),
        Mistake("h(s, b).upper()", forms: .upperCase),
        Mistake("base64.b64encode(mac(s, b).digest()).decode()", forms: .base64),
        Mistake("base64.urlsafe_b64encode(mac(s, b).digest()).decode().rstrip('=')", forms: .base64),
        Mistake("'sha256=' + h(s, b).upper()", forms: .prefix("sha256="), .upperCase),
    ]

    @Test(arguments: keys + bodies + messages + hashes + forms)
    func `a mistake is told by its name`(_ mistake: Mistake) throws {
        let header = try Self.python(mistake.python, body: mistake.body)
        let diagnosis = Self.diagnose(header, body: mistake.body)
        #expect(diagnosis == mistake.expected)
        #expect(!diagnosis.isMatch && diagnosis.messages.count > 1)
        #expect(!diagnosis.messages.joined().contains(Self.secret))
    }

    @Test func `every way there is has a mistake here`() {
        let mistakes = Self.keys + Self.bodies + Self.messages + Self.hashes
        let causes = mistakes.flatMap { mistake -> [SignatureCause] in
            guard case .explained(let causes, _) = mistake.expected else { return [] }
            return causes
        }
        let others: [SignedKey] = [.trimmed, .hexDecoded]
        for key in SignedKey.allCases where !others.contains(key) { #expect(causes.contains(.key(key))) }
        for body in SignedBody.allCases { #expect(causes.contains(.body(body))) }
        for message in SignedMessage.allCases { #expect(causes.contains(.message(message))) }
        for hash in SignedHash.allCases { #expect(causes.contains(.hash(hash))) }
    }

    @Test func `a secret that is padded or hex is told too`() throws {
        let trimmed = try Self.python("h(s.strip(), b)", body: Self.body, secret: " abc ")
        let padded = Self.diagnose(trimmed, body: Self.body, secret: " abc ")
        #expect(padded == .explained([.key(.trimmed)], misspelled: []))
        let hex = "whsec_00ff10a7"
        let decoded = try Self.python("h(bytes.fromhex(s[6:].decode()), b)", body: Self.body, secret: hex)
        let key = Self.diagnose(decoded, body: Self.body, secret: hex)
        #expect(key == .explained([.key(.hexDecoded)], misspelled: []))
    }

    @Test func `what is right is found right, and by openssl too`() throws {
        let result = try ChildProcess.run(
            "openssl",
            ["dgst", "-sha256", "-hmac", Self.secret, "-r"],
            input: .bytes(Array(Self.body.utf8))
        )
        let digits = try #require(result.output.split(separator: " ").first)
        #expect(Self.diagnose(String(digits), body: Self.body) == .matches)
        #expect(Self.diagnose(String(digits), body: Self.body).isMatch)
    }

    @Test func `the timestamp of the signature itself is tried`() throws {
        let header = try Self.python("'t=99,v1=' + h(s, b'99.' + b)", body: Self.body)
        let diagnosis = Self.diagnose(header, body: Self.body)
        let causes: [SignatureCause] = [.message(.timestampDotBody)]
        #expect(diagnosis == .explained(causes, misspelled: [.timestampAndVersion]))
    }

    @Test func `what nothing explains is said to be so`() throws {
        let header = try Self.python("h(b'another secret', b)", body: Self.body)
        #expect(Self.diagnose(header, body: Self.body) == .unexplained(misspelled: []))
        let upper = Self.diagnose(header.uppercased(), body: Self.body)
        #expect(upper == .unexplained(misspelled: [.upperCase]))
    }

    @Test(arguments: [
        ("md5", 32, "MD5"), ("sha1", 40, "SHA-1"), ("sha384", 96, "SHA-384"), ("sha512", 128, "SHA-512"),
    ])
    func `another hash is told by its length`(name: String, digits: Int, hash: String) throws {
        let header = try Self.python("hmac.new(s, b, hashlib.\(name)).hexdigest()", body: Self.body)
        #expect(Self.diagnose(header, body: Self.body) == .wrongLength(digitCount: digits, hash: hash))
    }

    @Test func `what is no digest is told`() {
        #expect(Self.diagnose("", body: Self.body) == .empty)
        #expect(Self.diagnose("sha256=", body: Self.body) == .empty)
        #expect(Self.diagnose("abc", body: Self.body) == .wrongLength(digitCount: 3, hash: nil))
        #expect(Self.diagnose("no signature", body: Self.body) == .notHex(characterCount: 12))
    }

    @Test func `a long body is still looked at, one mistake at a time`() throws {
        let long = String(repeating: "x", count: SignatureDoctor.combinedBytesMax + 1)
        let one = SignatureDoctor(body: Array((long + "\n").utf8), secret: Array("s".utf8))
        let plain = SignatureDoctor(body: Array(long.utf8), secret: Array("s".utf8)).expected
        #expect(one.diagnose(Array(plain.utf8)) == .explained([.body(.withoutLineEnd)], misspelled: []))
        let both = SignatureDoctor(body: Array(long.utf8), secret: Array("s\n".utf8)).expected
        #expect(one.diagnose(Array(both.utf8)) == .unexplained(misspelled: []))
    }
}
