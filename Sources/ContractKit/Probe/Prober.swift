package import DeliveryKit
import JSONKit
package import WireKit

/// Asks a consumer all questions at the end of a run, again and again until each is answered or its time is over.
///
/// One answer serves all questions that are open. A question ends with the first value that is wanted; when
/// its time is over, the last read decides.
package struct Prober {
    private struct Question {
        let place: Int
        let question: ProbeQuestion
        let read: ProbeDefinition.Read
        let deadlineMilliseconds: Int64
        var lastRead: Int?
    }

    private let definition: ProbeDefinition?
    private let patienceMilliseconds: Int64
    private let timeoutMilliseconds: Int
    private let mask: SecretMask
    private var open: [Question] = []
    private var report = ProbeReport()

    /// Prepares the questions among expectations.
    ///
    /// `patience` is how long a question is asked that says nothing else; a single read may take ten times as
    /// long, unless `timeout` says otherwise. `mask` takes secrets out of what is shown.
    package init(
        _ definition: ProbeDefinition?,
        _ expectations: [Expectation],
        patienceMilliseconds: Int64,
        timeoutMilliseconds: Int? = nil,
        mask: SecretMask = .hidingNothing
    ) {
        self.definition = definition
        self.patienceMilliseconds = patienceMilliseconds
        self.timeoutMilliseconds = timeoutMilliseconds ?? Int(patienceMilliseconds * 10)
        self.mask = mask
        for (place, expectation) in expectations.enumerated() {
            guard case .probe(let question) = expectation.kind else { continue }
            guard let read = definition?.read(question.read) else {
                report.outcomes[place] = .unasked(ProbeFailure.noProbe.message)
                continue
            }
            open.append(
                Question(
                    place: place,
                    question: question,
                    read: read,
                    deadlineMilliseconds: question.withinMilliseconds ?? patienceMilliseconds
                )
            )
        }
    }

    /// Asks until nothing is open, or `stopped` says why not to go on.
    package consuming func run(
        trust: TLSTrust = TLSTrust(),
        stopped: () -> EngineStop.Reason? = { nil }
    ) -> ProbeReport {
        guard !open.isEmpty, let definition, let url = definition.url else {
            for question in open {
                report.outcomes[question.place] = .unasked(ProbeFailure.noProbe.message)
            }
            return report
        }
        let client: ProbeClient
        do throws(ProbeFailure) {
            client = try ProbeClient(timeoutMilliseconds: timeoutMilliseconds, trust: trust)
        } catch {
            for question in open { report.outcomes[question.place] = .unreadable(error.message) }
            return report
        }
        defer { client.close() }
        let begun = MonotonicClock.nanoseconds()
        // Twenty looks in the patience of a run, and never a busy loop.
        let pause = max(1, patienceMilliseconds / 20)
        while !open.isEmpty {
            let answer = client.read(url, fields: definition.fields) { stopped() != nil }
            if let reason = stopped() {
                report.stopped = reason
                break
            }
            take(answer, elapsedMilliseconds: (MonotonicClock.nanoseconds() - begun) / 1_000_000)
            guard !open.isEmpty else { break }
            client.rest(milliseconds: pause) { stopped() != nil }
        }
        return report
    }

    /// Holds an answer against every open question, and closes those that it decides.
    private mutating func take(_ answer: Result<JSONNode, ProbeFailure>, elapsedMilliseconds: Int64) {
        var stillOpen: [Question] = []
        for var question in open {
            let isLast = elapsedMilliseconds >= question.deadlineMilliseconds
            switch answer {
            case .failure(let failure):
                let message = mask.masked(failure.message)
                note(&question, value: nil, failure: message, elapsedMilliseconds, isDeciding: isLast)
                if isLast { report.outcomes[question.place] = .unreadable(message) }
                if !isLast { stillOpen.append(question) }
            case .success(let node):
                let pointer = question.read.template.pointer(
                    uid: question.question.user?.uid,
                    walletIdentifier: question.question.wallet?.identifier
                )
                let value = pointer.evaluate(in: node)?.value
                let holds = question.question.value.allows(value)
                // It counts as null, but whoever has the wrong pointer must see that it leads nowhere.
                let isNowhere = value == nil && !holds
                let text = isNowhere ? "nothing at \(pointer)" : ValueText.text(value, hiding: mask)
                let isDeciding = holds || isLast
                note(&question, value: text, failure: nil, elapsedMilliseconds, isDeciding: isDeciding)
                guard isDeciding else {
                    stillOpen.append(question)
                    continue
                }
                let probed = ProbedValue(
                    text: text,
                    elapsedMilliseconds: elapsedMilliseconds,
                    read: question.lastRead ?? 0
                )
                report.outcomes[question.place] = holds ? .held(probed) : .differed(probed)
            }
        }
        open = stillOpen
    }

    /// Keeps a read that is the first of its question, differs from the one before, or decides.
    private mutating func note(
        _ question: inout Question,
        value: String?,
        failure: String?,
        _ elapsedMilliseconds: Int64,
        isDeciding: Bool
    ) {
        let last = question.lastRead.map { report.reads[$0] }
        let isNew = last == nil || last?.value != value || last?.failure != failure
        guard isDeciding || (isNew && report.reads.count < ProbeReport.readsMax) else { return }
        question.lastRead = report.reads.count
        report.reads.append(
            ProbeReport.Read(
                subject: question.question.subject,
                elapsedMilliseconds: elapsedMilliseconds,
                value: value,
                failure: failure
            )
        )
    }
}
