import Glibc
import Testing

@testable import WireKit

@Suite struct ClientMachineTests {
    private static let reset = SystemError(code: ECONNRESET)
    private static let pipe = SystemError(code: EPIPE)

    /// Every way a machine can stand, reached by lawful events.
    private enum Situation: CaseIterable {
        case connecting, handshaking, sending, sendingAnswered, refused, refusedAnswered, waiting, receiving,
            idle, closed
        case reusedSending, reusedRefused, reusedWaiting, reusedReceiving

        var machine: ClientMachine {
            var machine = ClientMachine()
            switch self {
            case .connecting: return machine
            case .handshaking:
                machine.opened(isSecure: true)
                return machine
            case .closed:
                _ = machine.cancelled()
                return machine
            case .sending, .sendingAnswered, .refused, .refusedAnswered, .waiting, .receiving, .idle:
                machine.opened()
            case .reusedSending, .reusedRefused, .reusedWaiting, .reusedReceiving:
                machine = Situation.idle.machine
                machine.begin()
            }
            switch self {
            case .connecting, .handshaking, .closed, .sending, .reusedSending: break
            case .sendingAnswered: machine.answerBegan()
            case .refused, .reusedRefused: machine.sendFailed(pipe)
            case .refusedAnswered:
                machine.sendFailed(pipe)
                machine.answerBegan()
            case .waiting, .reusedWaiting: machine.requestSent()
            case .receiving, .reusedReceiving:
                machine.requestSent()
                machine.answerBegan()
            case .idle:
                machine.requestSent()
                machine.answerBegan()
                _ = machine.answerCompleted(isReusable: true)
            }
            return machine
        }
    }

    @Test func `losing the peer means failure, resending or just closing`() {
        for situation in Situation.allCases {
            let ended: ClientMachine.Ending?
            switch situation {
            case .sending, .waiting: ended = .fail(.closedBeforeAnswer)
            case .refused: ended = .fail(.reset)
            case .reusedSending, .reusedWaiting, .reusedRefused: ended = .resend
            case .idle: ended = .close
            // With an answer begun it is the parser that judges the end.
            case .sendingAnswered, .refusedAnswered, .receiving, .reusedReceiving: ended = nil
            case .connecting, .handshaking, .closed: ended = nil
            }
            guard let ended else { continue }
            var machine = situation.machine
            #expect(!machine.hasAnswer)
            #expect(machine.streamEnded() == ended, "\(situation)")
            #expect(machine.state == .closed)
        }
    }

    @Test func `a reset means failure, resending or just closing`() {
        for situation in Situation.allCases {
            let expected: ClientMachine.Ending?
            switch situation {
            case .sending, .waiting, .refused: expected = .fail(.reset)
            case .sendingAnswered, .refusedAnswered, .receiving, .reusedReceiving: expected = .fail(.reset)
            case .reusedSending, .reusedWaiting, .reusedRefused: expected = .resend
            case .idle: expected = .close
            case .connecting, .handshaking, .closed: expected = nil
            }
            guard let expected else { continue }
            var machine = situation.machine
            #expect(machine.readFailed(Self.reset) == expected, "\(situation)")
            #expect(machine.state == .closed)
        }
    }

    @Test func `the end of the time names what was going on`() {
        for situation in Situation.allCases where situation != .closed {
            let expected: ClientMachine.Ending
            switch situation {
            case .connecting: expected = .fail(.timedOut(.connecting))
            case .handshaking: expected = .fail(.timedOut(.handshaking))
            case .sending, .reusedSending: expected = .fail(.timedOut(.sending))
            case .waiting, .refused, .reusedWaiting, .reusedRefused: expected = .fail(.timedOut(.waiting))
            case .sendingAnswered, .refusedAnswered, .receiving, .reusedReceiving:
                expected = .fail(.timedOut(.receiving))
            case .idle, .closed: expected = .close
            }
            var machine = situation.machine
            #expect(machine.deadlinePassed() == expected, "\(situation)")
            #expect(machine.state == .closed)
        }
    }

    @Test func `every exchange can be cancelled`() {
        for situation in Situation.allCases where situation != .closed && situation != .idle {
            var machine = situation.machine
            #expect(machine.cancelled() == .fail(.cancelled), "\(situation)")
            #expect(machine.state == .closed)
        }
    }

    @Test func `a connection is kept only after a whole request and a whole answer`() {
        for situation in Situation.allCases where situation.machine.hasAnswer {
            for isReusable in [true, false] {
                var machine = situation.machine
                let isWhole = situation == .receiving || situation == .reusedReceiving
                let isKept = machine.answerCompleted(isReusable: isReusable)
                #expect(isKept == (isReusable && isWhole), "\(situation)")
                #expect(machine.state == (isKept ? .idle : .closed))
            }
        }
    }

    @Test func `a broken answer fails the exchange`() {
        for situation in Situation.allCases where situation.machine.hasAnswer {
            var machine = situation.machine
            #expect(machine.answerRefused(.badLength) == .fail(.malformedAnswer(.badLength)))
            #expect(machine.state == .closed)
        }
    }

    @Test func `an answer that comes early does not stop the request`() {
        var machine = Situation.sendingAnswered.machine
        machine.requestSent()
        #expect(machine.state == .receiving)
    }

    @Test func `an encrypted connection sends after the handshake, and not after one that failed`() {
        var machine = Situation.handshaking.machine
        machine.handshaken()
        #expect(machine.state == .sending(hasAnswer: false))
        var other = Situation.handshaking.machine
        #expect(other.handshakeFailed(.secure(.expired)) == .fail(.secure(.expired)))
        #expect(other.state == .closed)
    }

    @Test func `broken protection means failure, resending or just closing`() {
        for situation in Situation.allCases {
            let expected: ClientMachine.Ending?
            switch situation {
            case .sending, .waiting, .sendingAnswered, .refusedAnswered, .receiving, .reusedReceiving:
                expected = .fail(.secure(.truncated))
            case .refused: expected = .fail(.reset)
            case .reusedSending, .reusedWaiting, .reusedRefused: expected = .resend
            case .idle: expected = .close
            case .connecting, .handshaking, .closed: expected = nil
            }
            guard let expected else { continue }
            var machine = situation.machine
            #expect(machine.protectionFailed(.secure(.truncated)) == expected, "\(situation)")
            #expect(machine.state == .closed)
        }
    }

    @Test func `a failed connect says why`() {
        var machine = ClientMachine()
        #expect(machine.connectFailed(SystemError(code: ECONNREFUSED)) == .refused)
        #expect(machine.state == .closed)
    }

    @Test func `who cuts a connection sends nothing again, first exchange or not`() {
        for situation in [Situation.sending, .sendingAnswered, .reusedSending] {
            var machine = situation.machine
            let ending = machine.severed(after: 5)
            #expect(ending == .fail(.severed(5)))
            #expect(machine.state == .closed)
        }
    }

    @Test func `a fact that cannot be is a trap`() async {
        await #expect(processExitsWith: .failure) {
            var machine = ClientMachine()
            machine.requestSent()
        }
        await #expect(processExitsWith: .failure) {
            var machine = ClientMachine()
            _ = machine.cancelled()
            _ = machine.deadlinePassed()
        }
    }
}
