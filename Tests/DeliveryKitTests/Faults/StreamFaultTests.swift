import DeliveryKit
import JSONKit
import SimulationKit
import Testing

/// What each fault of the stream makes of it; the stream without faults has seven events a user.
@Suite struct StreamFaultTests {
    static func fault(
        _ kind: FaultKind,
        event: EventType? = nil,
        user: Int? = nil,
        nth: Int64? = nil,
        _ choice: FaultChoice = .every
    ) -> Fault {
        Fault(kind, target: FaultTarget(event: event, user: user, nth: nth), choice: choice)
    }

    private let lawful: FaultStream

    init() throws { lawful = try FaultStream([]) }

    @Test func `a run without faults carries nothing of them`() {
        #expect(lawful.deliveries.count == 14)
        #expect(lawful.deliveries.allSatisfy { $0.fault == nil })
    }

    @Test func `an unknown event follows the one it is made from, with an id of its own`() throws {
        let stream = try FaultStream([Self.fault(.unknownEvent, nth: 2)])
        #expect(stream.deliveries.count == 16)
        let own = stream.of(0)
        #expect(
            own.map(\.bodyText).enumerated().filter { $0.offset != 2 }.map(\.element)
                == lawful.of(0).map(\.bodyText)
        )
        let added = own[2]
        let name = try #require(try added.json()["event"]?.string)
        #expect(["portfolio.rebalanced", "integration.synced"].contains(name))
        #expect(added.fault?.eventName == Array(name.utf8))
        let identifier = try added.json()["id"]?.string
        #expect(identifier == added.identifierText)
        #expect(added.identifierText != own[1].identifierText && added.names == [.unknownEvent])
    }

    @Test func `an unknown field stands at the top and in data, and nothing else changes`() throws {
        let stream = try FaultStream([Self.fault(.unknownField)])
        for (changed, plain) in zip(stream.deliveries, lawful.deliveries) {
            #expect(changed.names == [.unknownField] && changed.identifier == plain.identifier)
            let body = try changed.json()
            #expect(body["traceId"]?.string?.count == 24)
            #expect(body["data"]?["riskScore"] != nil)
            let without = changed.bodyText
                .replacing(/,"traceId":"[0-9a-f]{24}"/, with: "").replacing(/,"riskScore":\d+/, with: "")
            #expect(without == plain.bodyText)
        }
    }

    @Test func `a later contract is spoken from a moment on`() throws {
        let place = try #require(Profile.all.firstIndex { $0.name == "kryptos-v2" })
        let middle = lawful.deliveries[7].moment
        let fault = Self.fault(.dialect(toProfile: place), .window(middle..<Moment.latest))
        let stream = try FaultStream([fault])
        #expect(stream.deliveries.map(\.identifier) == lawful.deliveries.map(\.identifier))
        for (changed, plain) in zip(stream.deliveries, lawful.deliveries) {
            let isLater = plain.moment >= middle
            #expect(changed.names == (isLater ? [.dialect] : []))
            let body = try changed.json()
            #expect((body["grant_id"] != nil) == isLater)
            #expect((body["data"]?["uid"] == nil) == isLater)
        }
    }

    @Test(arguments: FaultKind.Spelling.allCases)
    func `another spelling says the same`(spelling: FaultKind.Spelling) throws {
        let stream = try FaultStream([Self.fault(.wire(spelling))])
        var markedCount = 0
        for (changed, plain) in zip(stream.deliveries, lawful.deliveries) {
            let (told, meant) = (try changed.json(), try plain.json())
            #expect(Self.sorted(told) == Self.sorted(meant))
            #expect((changed.body != plain.body) == (changed.names == [.wire]))
            markedCount += changed.names.count
        }
        // The sample has no text beyond ASCII, so that spelling it in ASCII changes nothing and is no injection.
        #expect(markedCount == (spelling == .ascii ? 0 : spelling == .escaped ? 6 : 14))
    }

    @Test func `a wrong clock tells other times, and moves nothing`() throws {
        let stream = try FaultStream([Self.fault(.clockSkew(byMilliseconds: -5_000))])
        #expect(stream.deliveries.map(\.moment) == lawful.deliveries.map(\.moment))
        for (changed, plain) in zip(stream.deliveries, lawful.deliveries) {
            let told = try #require(
                try changed.json()["timestamp"]?.string.flatMap { TimeFormat.moment(from: $0) }
            )
            let right = try #require(
                try plain.json()["timestamp"]?.string.flatMap { TimeFormat.moment(from: $0) }
            )
            #expect(right - told == 5_000)
            #expect(changed.marks == [FaultMark(.clockSkew, fault: 0, detail: -5_000)])
        }
        let job = try #require(stream.deliveries.first { $0.type == .costBasisStarted })
        let plain = try #require(lawful.deliveries.first { $0.type == .costBasisStarted })
        let (told, right) = (try job.json()["data"]?["timestamp"], try plain.json()["data"]?["timestamp"])
        #expect("\(String(describing: told))" != "\(String(describing: right))")
    }

    @Test func `a clock that stands tells the times of the event before, and moves nothing`() throws {
        func times(_ deliveries: [PlannedDelivery]) throws -> [String] {
            try deliveries.map { delivery in
                let body = try delivery.json()
                let changed = body["data"]?["timestamp"].map { "\($0)" } ?? "-"
                return "\(body["timestamp"]?.string ?? "-") \(changed)"
            }
        }
        let plain = try times(lawful.of(0))
        let fault = Self.fault(.clockSkew(byMilliseconds: nil), event: .costBasisCompleted)
        let one = try FaultStream([fault])
        #expect(one.deliveries.map(\.moment) == lawful.deliveries.map(\.moment))
        #expect(try times(one.of(0)) == plain.dropLast() + [plain[5]])
        let late = lawful.of(0)[6].moment - lawful.of(0)[5].moment
        #expect(one.of(0)[6].marks == [FaultMark(.clockSkew, fault: 0, detail: -late)])
        // All of them: those of a user have the time of its first, which is no injection itself.
        let all = try FaultStream([Self.fault(.clockSkew(byMilliseconds: nil))])
        for user in 0..<2 {
            let envelopes = try all.of(user).map { try $0.json()["timestamp"]?.string }
            #expect(Set(envelopes).count == 1)
            #expect(try envelopes[0] == lawful.of(user)[0].json()["timestamp"]?.string)
            #expect(all.of(user).map(\.names) == [[]] + Array(repeating: [.clockSkew], count: 6))
        }
        #expect(Set(try times(Array(all.of(0).dropFirst(3)))).count == 1)
    }

    @Test func `times are as equal under a clock that is wrong besides, and in copies that come late`() throws
    {
        let skews = [FaultKind.clockSkew(byMilliseconds: 5_000), .clockSkew(byMilliseconds: nil)]
        for kinds in [skews, skews.reversed()] {
            let stream = try FaultStream(kinds.map { Self.fault($0) })
            let envelopes = try stream.of(0).map { try $0.json()["timestamp"]?.string }
            let first = lawful.of(0)[0].moment + 5_000
            #expect(Set(envelopes) == [TimeFormat.milliseconds.text(first)])
        }
        let copies = Self.fault(.duplicate(copies: 1, gapMilliseconds: 60_000), event: .integrationUpdated)
        let stands = Self.fault(.clockSkew(byMilliseconds: nil), event: .integrationUpdated)
        let own = try FaultStream([copies, stands]).of(0)
        for copy in own where copy.names.contains(.duplicate) {
            #expect(own.contains { $0.names == [.clockSkew] && $0.body == copy.body })
        }
        #expect(own.count { $0.names.contains(.duplicate) } == 2)
    }

    @Test(arguments: Profile.all.map(\.name).filter { $0 != "account" })
    func `a fan-out announces the same under other ids`(profile: String) throws {
        let profile = try #require(Profile.all.first { $0.name == profile })
        let behaviour = ProviderBehaviour(wipe: profile.standardWipe)
        let fault = Self.fault(.fanOut(count: 3), event: .integrationCreated)
        let stream = try FaultStream([fault], profile: profile, behaviour: behaviour)
        let created = stream.of(0).prefix(3)
        #expect(Set(created.map(\.identifier)).count == 3)
        #expect(created.map(\.names) == [[], [.fanOut], [.fanOut]])
        let data = try Set(created.map { try $0.json()["data"].map { "\($0)" } })
        #expect(data.count == 1)
        let grants = try Set(created.map { try $0.json()["grant_id"]?.string })
        #expect(grants.count == (profile.name == "kryptos-v2" ? 3 : 1))
    }

    @Test func `what is dropped stands in the stream and is marked`() throws {
        let stream = try FaultStream([Self.fault(.drop, nth: 3)])
        #expect(stream.deliveries.map(\.body) == lawful.deliveries.map(\.body))
        #expect(stream.of(0).map { $0.fault?.isDropped ?? false }.firstIndex(of: true) == 2)
        #expect(stream.deliveries.filter { $0.fault?.isDropped == true }.count == 2)
    }

    @Test func `copies follow their original with the same id and bytes`() throws {
        let fault = Self.fault(.duplicate(copies: 2, gapMilliseconds: 0), event: .costBasisCompleted)
        let own = try FaultStream([fault]).of(0)
        #expect(own.count == 9)
        #expect(own.suffix(3).map(\.marks.count) == [0, 1, 1])
        #expect(Set(own.suffix(3).map(\.body)).count == 1 && Set(own.suffix(3).map(\.identifier)).count == 1)
        #expect(own.suffix(2).flatMap(\.marks).map(\.detail) == [1, 2])
    }

    @Test func `copies with a gap come later, behind what happened meanwhile`() throws {
        let fault = Self.fault(.duplicate(copies: 1, gapMilliseconds: 5_000), event: .integrationCreated)
        let stream = try FaultStream([fault])
        let own = stream.of(0)
        let place = try #require(own.firstIndex { $0.names == [.duplicate] })
        #expect(place > 1 && own[place].identifier == own[0].identifier)
        #expect(own[place].moment - own[0].moment == 5_000)
        #expect(own.map(\.moment) == own.map(\.moment).sorted())
    }

    @Test func `one that is held is passed by as many as are drawn`() throws {
        let fault = Self.fault(.reorder(span: 1), event: .integrationCreated)
        let stream = try FaultStream([fault])
        for user in 0..<2 {
            let plain = lawful.of(user).map(\.identifierText)
            let own = stream.of(user)
            #expect(own.map(\.identifierText) == [plain[1], plain[0]] + plain.dropFirst(2))
            // Held until the other one goes out; that many milliseconds, and not that many others.
            let held = own[0].due - lawful.of(user)[0].moment
            #expect(held > 1 && own[1].marks == [FaultMark(.reorder, fault: 0, detail: held)])
            #expect(own[1].due == own[0].due)
        }
        // Two pass it, and no third comes: it goes out behind them all the same, and not before them.
        let long = try FaultStream([Self.fault(.reorder(span: 1_000), event: .costBasisStarted, nth: 1)])
        let held = long.of(0).suffix(2)
        #expect(held.map(\.type) == [.costBasisCompleted, .costBasisStarted])
        let plain = lawful.of(0).suffix(2).map(\.moment)
        #expect(held.map(\.due) == [plain[1], plain[1]])
        #expect(held.map(\.marks) == [[], [FaultMark(.reorder, fault: 0, detail: plain[1] - plain[0])]])
        // The last of a lane has nobody to pass it, and is no injection.
        let last = try FaultStream([Self.fault(.reorder(span: 3), event: .costBasisCompleted)])
        #expect(last.of(0).map(\.identifier) == lawful.of(0).map(\.identifier))
        #expect(last.deliveries.allSatisfy { $0.marks.isEmpty })
    }

    @Test func `a delay holds its lane, unless it lets the others overtake`() throws {
        let hour: Int64 = 3_600_000
        let holding = try FaultStream([Self.fault(.delay(.constant(hour), overtakes: false), nth: 1)]).of(0)
        #expect(holding.map(\.identifier) == lawful.of(0).map(\.identifier))
        #expect(holding[0].due - lawful.of(0)[0].moment == hour && holding[1].fault == nil)
        let passing = try FaultStream([Self.fault(.delay(.constant(hour), overtakes: true), nth: 1)]).of(0)
        #expect(passing.last?.identifier == lawful.of(0).first?.identifier)
        #expect(passing.last?.marks == [FaultMark(.delay, fault: 0, detail: hour)])
        #expect(passing.dropLast().map(\.identifier) == lawful.of(0).dropFirst().map(\.identifier))
    }

    @Test func `a burst lets so many out at one moment, in their order`() throws {
        let stream = try FaultStream([Self.fault(.burst(size: 3))])
        for user in 0..<2 {
            let (own, plain) = (stream.of(user), lawful.of(user))
            #expect(own.map(\.identifier) == plain.map(\.identifier))
            #expect(own[0..<3].map(\.due) == Array(repeating: plain[2].moment, count: 3))
            #expect(own[3..<6].map(\.due) == Array(repeating: plain[5].moment, count: 3))
            // What never becomes a burst goes out when nothing more can come.
            #expect(own[6].due == plain[6].moment && own[6].marks.map(\.detail) == [0])
        }
    }

    @Test func `each user is counted for itself, in the order of emission`() throws {
        let stream = try FaultStream([Self.fault(.drop, event: .integrationUpdated, .count(1))])
        for user in 0..<2 {
            let updated = stream.of(user).filter { $0.type == .integrationUpdated }
            #expect(updated.map { $0.fault?.isDropped ?? false } == [true, false])
        }
        let one = try FaultStream([Self.fault(.drop, user: 1)])
        #expect(
            one.of(0).allSatisfy { $0.fault == nil } && one.of(1).allSatisfy { $0.fault?.isDropped == true }
        )
    }

    @Test func `only what is sent to the webhook is hit, and counts are not its own`() throws {
        let webhooks = [try Webhook.sample("a"), try .sample("b", events: .only([.costBasisCompleted]))]
        let target = FaultTarget(webhook: 1, nth: 7)
        let stream = try FaultStream([Fault(.drop, target: target)], webhooks: webhooks)
        #expect(stream.of(0).allSatisfy { $0.fault == nil })
        #expect(stream.of(0, webhook: 1).map { $0.fault?.isDropped ?? false } == [true])
    }

    @Test func `chance is drawn for each delivery, whoever else there is`() throws {
        let half = FaultChoice.probability(Probability(billionths: 500_000_000))
        let few = try FaultStream([Self.fault(.drop, half)], users: 20)
        let more = try FaultStream([Self.fault(.drop, half)], users: 40)
        let dropped = few.deliveries.filter { $0.fault?.isDropped == true }
        #expect((40...100).contains(dropped.count))
        for user in 0..<20 {
            #expect(few.of(user).map { $0.fault?.isDropped } == more.of(user).map { $0.fault?.isDropped })
        }
    }

    @Test func `users leave only when nothing of them waits`() throws {
        let world = World.crowd(users: 5)
        let plan = FaultPlan([Self.fault(.duplicate(copies: 1, gapMilliseconds: 86_400_000))], seed: 1)
        let stream = try FaultStream(world, plan, [.sample()])
        let plain = try FaultStream(world, .none, [.sample()])
        #expect(stream.deliveries.count == 2 * plain.deliveries.count)
        #expect(stream.retiredUsers.sorted() == Array(0..<5))
    }

    /// A value with its members in the order of their keys.
    private static func sorted(_ value: JSONValue) -> String {
        guard case .object(let object) = value else { return "\(value)" }
        return object.members.sorted { $0.key < $1.key }.map { "\($0.key)=\(sorted($0.value))" }
            .joined(separator: ",")
    }
}
