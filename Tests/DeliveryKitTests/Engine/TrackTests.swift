import SimulationKit
import Testing

@testable import DeliveryKit

@Suite struct TrackTests {
    /// Everything that can be asked of a track.
    enum Call: Int, CaseIterable {
        case add, pass, schedule, wait, waitForEnd, park, cancel, send, recall, settleForGood, settleForNow,
            proceed
    }

    static let policy = RetryPolicy.ladder
    static let user = UserSpecification(name: "alice")

    static func delivery(
        _ sequence: Int64 = 1,
        at offset: Int64 = 0,
        attemptCount: Int = 0,
        settledAt: Moment? = nil
    ) -> Delivery {
        let world = World(seed: 1, start: .sampleStart, users: [user])
        let plan = PlannedDelivery(
            user: world.user(0),
            webhook: 0,
            type: .integrationCreated,
            ordinal: sequence,
            moment: .sampleStart + offset,
            identifier: Array("whd_\(sequence)".utf8),
            body: Array("{}".utf8)
        )
        return Delivery(plan, sequence: sequence, attemptCount: attemptCount, settledAt: settledAt)
    }

    /// A track that has come to a state by the shortest way.
    static func track(in state: Track.State) -> Track {
        var track = Track()
        let way: [Call] =
            switch state {
            case .idle: []
            case .recording: [.add]
            case .scheduled: [.add, .schedule]
            case .flying: [.add, .schedule, .send]
            case .settling: [.add, .schedule, .send, .settleForGood]
            case .parked: [.add, .schedule, .park]
            }
        for call in way { perform(call, on: &track) }
        return track
    }

    static func perform(_ call: Call, on track: inout Track) {
        switch call {
        case .add: _ = track.add(delivery())
        case .pass: track.pass(settledAt: .sampleStart)
        case .schedule: track.schedule(retryPolicy: policy, seed: 1)
        case .wait: track.wait(until: .sampleStart + 5)
        case .waitForEnd: track.wait(untilCancelledAt: .sampleStart + 5)
        case .park: _ = track.park()
        case .cancel: _ = track.cancel()
        case .send: _ = track.send()
        case .recall: track.recall()
        case .settleForGood: track.settle(at: .sampleStart + 10, retryAt: nil)
        case .settleForNow: track.settle(at: .sampleStart + 10, retryAt: .sampleStart + 20)
        case .proceed: track.proceed()
        }
    }

    /// Where a call leads; nil where it is a mistake.
    static func successor(of state: Track.State, by call: Call) -> Track.State? {
        switch (call, state) {
        case (.add, .idle): .recording
        case (.add, _), (.pass, _): state
        case (.schedule, .recording): .scheduled
        case (.wait, .scheduled), (.waitForEnd, .scheduled): .scheduled
        case (.park, .scheduled): .parked
        case (.cancel, .scheduled): .settling
        case (.send, .scheduled): .flying
        case (.recall, .flying): .scheduled
        case (.settleForGood, .flying), (.settleForNow, .flying): .settling
        case (.proceed, .settling): .idle
        case (.schedule, _), (.wait, _), (.waitForEnd, _), (.park, _), (.cancel, _), (.send, _), (.recall, _),
            (.settleForGood, _), (.settleForNow, _), (.proceed, _):
            nil
        }
    }

    static let pairs = Track.State.allCases.indices.flatMap { state in
        Call.allCases.map { (state, $0.rawValue) }
    }

    @Test(
        arguments: pairs.filter { successor(of: Track.State.allCases[$0.0], by: Call.allCases[$0.1]) != nil }
    )
    func `every lawful call leads where the diagram says`(state: Int, call: Int) {
        let (state, call) = (Track.State.allCases[state], Call.allCases[call])
        var track = Self.track(in: state)
        #expect(track.state == state)
        Self.perform(call, on: &track)
        #expect(track.state == Self.successor(of: state, by: call))
    }

    @Test(
        arguments: pairs.filter { successor(of: Track.State.allCases[$0.0], by: Call.allCases[$0.1]) == nil }
    )
    func `every other call traps and names the state`(state: Int, call: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [state, call] in
            var track = Self.track(in: Track.State.allCases[state])
            Self.perform(Call.allCases[call], on: &track)
        }
        #expect(trapped(result, with: "a track "))
        let output = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(output.contains("while \(Track.State.allCases[state])"))
    }

    @Test func `a retry keeps the head and its place`() throws {
        var track = Self.track(in: .flying)
        #expect(track.add(Self.delivery(2)) == false)
        track.settle(at: .sampleStart + 10, retryAt: .sampleStart + 500)
        #expect(!track.isSettled)
        track.proceed()
        #expect(track.state == .scheduled)
        #expect(track.moment == .sampleStart + 500)
        #expect(track.head?.sequence == 1 && track.head?.attemptCount == 1)
        #expect(track.send().sequence == 1)
    }

    @Test func `an illegal request flies before its attempt, which follows at the same moment`() {
        var track = Self.track(in: .flying)
        let moment = track.moment
        track.settleForged()
        #expect(track.state == .settling && !track.isSettled)
        track.proceed()
        #expect(track.state == .scheduled && track.moment == moment)
        #expect(track.head?.attemptCount == 0 && track.head?.settledAt == nil)
    }

    @Test func `the next one moves up, not before the one ahead has settled`() {
        var track = Self.track(in: .flying)
        #expect(track.add(Self.delivery(2, at: 3)) == false)
        #expect(track.add(Self.delivery(3, at: 900)) == false)
        track.settle(at: .sampleStart + 10, retryAt: nil)
        #expect(track.isSettled)
        track.proceed()
        #expect(track.state == .recording && track.head?.sequence == 2)
        #expect(track.moment == .sampleStart + 10, "its event came earlier, while the lane was taken")
        track.schedule(retryPolicy: Self.policy, seed: 1)
        _ = track.send()
        track.settle(at: .sampleStart + 10, retryAt: nil)
        track.proceed()
        #expect(track.head?.sequence == 3 && track.moment == .sampleStart + 900)
    }

    @Test func `a lane that an earlier run has used is free when that run's last delivery settled`() {
        var track = Track()
        track.pass(settledAt: .sampleStart + 700)
        track.pass(settledAt: .sampleStart + 200)
        #expect(track.add(Self.delivery(3, at: 50)) == true)
        #expect(track.moment == .sampleStart + 700)
    }

    @Test func `a delivery that an earlier run has tried goes on with its own next wait`() {
        var track = Track()
        #expect(track.add(Self.delivery(1, attemptCount: 2, settledAt: .sampleStart + 40_000)) == true)
        track.schedule(retryPolicy: .ladder, seed: 1)
        #expect(track.moment == .sampleStart + 40_000 + 300_000)
    }

    @Test func `a head that is cancelled frees its lane at the moment of the deletion`() {
        var track = Self.track(in: .scheduled)
        #expect(track.add(Self.delivery(2, at: 3)) == false)
        track.wait(untilCancelledAt: .sampleStart + 70)
        #expect(track.cancel().settledAt == .sampleStart + 70)
        #expect(track.isSettled && track.head?.attemptCount == 0)
        track.proceed()
        #expect(track.head?.sequence == 2 && track.moment == .sampleStart + 70)
    }

    @Test func `what waits for a retry is cancelled at the deletion, and never before it settled`() {
        for (deletion, expected) in [(Int64(41_000), Int64(41_000)), (39_000, 40_000)] {
            var track = Track()
            _ = track.add(Self.delivery(1, attemptCount: 1, settledAt: .sampleStart + 40_000))
            track.schedule(retryPolicy: .ladder, seed: 1)
            track.wait(untilCancelledAt: .sampleStart + deletion)
            #expect(track.moment == .sampleStart + expected)
        }
    }

    @Test func `a parked track keeps nothing of what it is given`() {
        var track = Self.track(in: .scheduled)
        _ = track.add(Self.delivery(2))
        #expect(track.park() == 2)
        #expect(track.head == nil && track.add(Self.delivery(3)) == false)
    }

    @Test func `no moment goes beyond what a header can write`() {
        let moment = RetryPolicy.ladder.moment(
            ofAttempt: 5,
            after: Moment(milliseconds: Moment.latest.milliseconds - 1),
            of: Self.delivery(),
            seed: 1
        )
        #expect(moment == .latest)
    }

    @Test func `jitter hangs on seed, user, id and attempt, and on nothing else`() {
        let policy = RetryPolicy.standard(of: .kryptosV1)
        func moment(_ sequence: Int64, _ attempt: Int, seed: UInt64 = 1) -> Moment {
            policy.moment(ofAttempt: attempt, after: .sampleStart, of: Self.delivery(sequence), seed: seed)
        }
        #expect(moment(1, 2) == moment(1, 2))
        let moments = [moment(1, 2), moment(2, 2), moment(3, 2), moment(1, 2, seed: 2)]
        #expect(Set(moments).count == moments.count)
        for moment in moments { #expect((900...1_100).contains(moment - .sampleStart)) }
    }
}
