import Testing

@testable import ConsumerKit

/// Faults as users write them.
@Suite struct ConsumerFaultTests {
    @Test(
        arguments: [
            ("status=500", .statuses([500])), ("status=500,500,200", .statuses([500, 500, 200])),
            ("410", .statuses([410])), ("brownout=0.25", .brownout(millionths: 250_000)),
            ("brownout=1", .brownout(millionths: 1_000_000)), ("brownout=0", .brownout(millionths: 0)),
            ("redirect", .redirect(status: 301, to: "/elsewhere")),
            ("redirect=307", .redirect(status: 307, to: "/elsewhere")),
            ("redirect=308:http://a.example/x?y=1", .redirect(status: 308, to: "http://a.example/x?y=1")),
            ("retryAfter=30", .retryAfter(status: 503, seconds: 30, asDate: false)),
            ("retryAfter=429:30", .retryAfter(status: 429, seconds: 30, asDate: false)),
            ("retryAfter=429:30:date", .retryAfter(status: 429, seconds: 30, asDate: true)),
            ("latency=250ms", .latency(milliseconds: 250...250)),
            ("latency=100ms..2s", .latency(milliseconds: 100...2_000)),
            ("byteByByte", .byteByByte(pauseMilliseconds: 10)),
            ("byteByByte=1m", .byteByByte(pauseMilliseconds: 60_000)), ("hang", .hang),
            ("informational=17", .informational(count: 17)), ("earlyAnswer=503", .earlyAnswer(status: 503)),
            ("hugeBody", .hugeBody(bytes: 10_000_000)), ("hugeHeaders=70000", .hugeHeaders(bytes: 70_000)),
            ("keepAliveClose", .keepAliveClose(idleMilliseconds: nil)),
            ("keepAliveClose=5s", .keepAliveClose(idleMilliseconds: 5_000)),
            ("slowAccept", .slowAccept(milliseconds: 86_400_000)),
            ("down=24h", .down(milliseconds: 86_400_000)),
            ("flap=5s:500ms", .flap(upMilliseconds: 5_000, downMilliseconds: 500)),
        ] as [(String, ConsumerFault)]
    )
    func `a fault is read with its argument`(text: String, fault: ConsumerFault) throws {
        #expect(try ConsumerFault(text) == fault)
        #expect(fault == .statuses([410]) || text.hasPrefix(fault.name.rawValue))
    }

    @Test(arguments: ConsumerFaultName.allCases)
    func `every fault is told how to be written, and read`(name: ConsumerFaultName) throws {
        #expect(!name.summary.isEmpty && !name.summary.hasSuffix("."))
        let needsArgument = name.argument.map { !$0.hasPrefix("[") } ?? false
        if needsArgument {
            #expect(throws: ConsumerFaultProblem.argumentMissing(name)) { try ConsumerFault(name.rawValue) }
        } else {
            _ = try ConsumerFault(name.rawValue)
        }
        if name.argument == nil {
            #expect(throws: ConsumerFaultProblem.argumentUnwanted(name)) {
                try ConsumerFault(name.rawValue + "=1")
            }
        } else {
            #expect(throws: ConsumerFaultProblem.self) { try ConsumerFault(name.rawValue + "=?") }
            #expect(throws: ConsumerFaultProblem.self) { try ConsumerFault(name.rawValue + "=") }
        }
    }

    @Test(arguments: ["", "hng", "HANG", "status ", "=5"])
    func `what is no fault is told from a bad argument`(text: String) {
        let word = String(text.prefix { $0 != "=" })
        #expect(throws: ConsumerFaultProblem.unknown(word)) { try ConsumerFault(text) }
    }

    @Test(arguments: [
        "status=99", "status=600", "status=500,,200", "status=+500", "status=199", "brownout=1.1",
        "brownout=-0",
        "brownout=0.1234567", "brownout=.5", "brownout=5.", "redirect=200", "redirect=301:",
        "redirect=301:a b",
        "retryAfter=date", "retryAfter=200:5", "retryAfter=86401", "retryAfter=1:2:3", "latency=5",
        "latency=2s..1s", "latency=0ms", "down=25h", "down=99999999999999999999s", "flap=1s", "flap=1s:2s:3s",
        "informational=0", "informational=1001", "hugeBody=0", "hugeBody=1000000001", "earlyAnswer=100",
        "redirect=301:\u{E9}",
    ])
    func `an argument out of its bounds is refused`(text: String) throws {
        let name = try #require(ConsumerFaultName(rawValue: String(text.prefix { $0 != "=" })))
        let error = #expect(throws: ConsumerFaultProblem.self) { try ConsumerFault(text) }
        guard case .argumentInvalid(name, let expected) = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
        #expect(!expected.isEmpty)
    }

    @Test func `a hundred statuses are read and one more is not`() throws {
        let most = Array(repeating: "500", count: ConsumerFault.statusesMax).joined(separator: ",")
        #expect(try ConsumerFault("status=" + most) == .statuses(Array(repeating: 500, count: 100)))
        #expect(throws: ConsumerFaultProblem.self) { try ConsumerFault("status=\(most),500") }
    }
}
