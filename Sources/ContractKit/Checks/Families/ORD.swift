import JSONKit
import SimulationKit

// Ordering: deliveries come in any order, and what happened last is what is believed.
extension ContractCheck {
    static let ordering = [
        lateStart, retriedStart, equalTimes, crossedChains, staleUpdate, permutations, lateCreation,
        noOrderRefusal,
    ]

    private static let lateHint =
        "the last event to come is believed: compare data.timestamp, and believe the later change"

    static let lateStart = ContractCheck(
        "ORD-01",
        "a start that comes after its end changes nothing",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "transfer_detection.completed, then the transfer_detection.started that came before it. Both must be accepted, and the detection stays completed.",
        why:
            "A retry brings the start late: whoever believes the last to come shows a job that runs for ever.",
        source:
            "001, 'Don't rely on webhook ordering'; google/go-github#2706, promhippie/github_exporter#296, lablup/backend.ai#410",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        let subject = run.subject()
        try run.accept(
            run.delivery(.transferDetectionCompleted, of: subject, seconds: 20),
            "a transfer_detection.completed without its start"
        )
        try run.accept(
            run.delivery(.transferDetectionStarted, of: subject, seconds: 10),
            "a transfer_detection.started after its end"
        )
        try expectJob(
            run,
            .transferDetection,
            of: subject,
            "completed",
            "after an end and then its start",
            lateHint
        )
    }

    static let retriedStart = ContractCheck(
        "ORD-02",
        "a retried start has a later header and an earlier change",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "transfer_detection.completed, then its start with an earlier data.timestamp and a later X-Webhook-Timestamp, as a retry has. The detection stays completed.",
        why: "The header's time is that of the attempt: whoever orders by it believes the retry.",
        source: "000, the header is the time of the delivery",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        let subject = run.subject()
        let usesDeliveryTime = run.dialect.profile.fansOut
        try run.accept(
            run.delivery(.transferDetectionCompleted, of: subject, seconds: 20),
            "a transfer_detection.completed"
        )
        try run.accept(
            run.delivery(.transferDetectionStarted, of: subject, seconds: 10).with { delivery in
                delivery.timeField = delivery.timeField.map { $0 + 60_000 }
                guard usesDeliveryTime else { return }
                // Where the envelope's time is that of the delivery, a retry made anew has a later one too.
                let later = run.dialect.profile.timeFormat.text(run.now)
                delivery.envelope["timestamp"] = .string(later)
            },
            "a retried transfer_detection.started"
        )
        try expectJob(
            run,
            .transferDetection,
            of: subject,
            "completed",
            "after an end and a retried start",
            "events are ordered by the time of the attempt: compare data.timestamp"
        )
    }

    static let equalTimes = ContractCheck(
        "ORD-03",
        "at equal times the end wins",
        .should,
        effects: .some,
        needs: [.portfolio],
        sends:
            "transfer_detection.started and .completed with the same data.timestamp, in both orders. Both users' detections are completed.",
        why: "A quick job starts and ends within one millisecond.",
        source: "promhippie/github_exporter#312",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        for isStartFirst in [true, false] {
            let subject = run.subject()
            let start = run.delivery(.transferDetectionStarted, of: subject)
            let end = run.delivery(.transferDetectionCompleted, of: subject)
            for delivery in isStartFirst ? [start, end] : [end, start] {
                try run.accept(delivery, "a \(delivery.type.name) with the time of the other")
            }
            try expectJob(
                run,
                .transferDetection,
                of: subject,
                "completed",
                "after a start and an end of one time, the \(isStartFirst ? "start" : "end") first",
                "at equal times, the end comes after the start"
            )
        }
    }

    static let crossedChains = ContractCheck(
        "ORD-04",
        "cost basis may be heard of before transfer detection ends",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "transfer_detection.started, costbasis.started, costbasis.completed, transfer_detection.completed. All must be accepted, and both are completed.",
        why: "The chain has an order, its deliveries have none.",
        source: "004, 'typically fire in this order'",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        let subject = run.subject()
        let order: [(EventType, Int64)] = [
            (.transferDetectionStarted, 10), (.costBasisStarted, 30), (.costBasisCompleted, 40),
            (.transferDetectionCompleted, 20),
        ]
        for (type, seconds) in order {
            try run.accept(
                run.delivery(type, of: subject, seconds: seconds),
                "a \(type.name) out of the chain's order"
            )
        }
        for read in [CheckRead.transferDetection, .costBasis] {
            try expectJob(run, read, of: subject, "completed", "after a chain in another order", nil)
        }
    }

    static let staleUpdate = ContractCheck(
        "ORD-05",
        "an update that comes late changes nothing",
        .must,
        severityOfGrants: .should,
        effects: .some,
        needs: [.portfolio],
        sends:
            "integration.updated with a completed sync, then the one from before it. Both must be accepted, and the integration stays completed.",
        why:
            "Integration events carry no data.timestamp: their order is that of the envelope's time, or of lastSyncedAt where that is the time of the delivery.",
        source: "mirakl-hyperwallet-connector#35",
        remedy: .orderIntegrations
    ) { run throws(CheckStop) in
        let subject = run.subject()
        let completed = run.delivery(.integrationUpdated, of: subject, seconds: 20)
        try run.accept(completed, "an integration.updated")
        try run.accept(ongoing(run, of: subject, seconds: 10), "an integration.updated of before")
        let profile = run.dialect.profile
        try run.effects(.integration) { () throws(CheckStop) in
            let word = profile.word(for: .completed)
            try run.expectSettled(
                .integration,
                of: subject,
                "after an update and then the one before it",
                wanted: "\"\(word)\"",
                hint: "the last update to come is believed: compare the times they tell of"
            ) { $0?.string == word }
            guard run.knows(.lastSyncedAt) else { return }
            let wanted = completed[data: "lastSyncedAt"]
            try run.expectSettled(
                .lastSyncedAt,
                of: subject,
                "after an update and then the one before it",
                wanted: ValueText.text(wanted)
            ) { $0 == wanted }
        }
    }

    static let lateCreation = ContractCheck(
        "ORD-07",
        "an update may come before the creation",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "integration.updated of an integration that was never heard of, then its integration.created. Both must be accepted, and it is completed.",
        why: "The first event of an integration may be the one that is retried.",
        source: "the provider's later documents: the first 'created' may come before the local row exists",
        remedy: .orderIntegrations
    ) { run throws(CheckStop) in
        let subject = run.subject()
        try run.accept(
            run.delivery(.integrationUpdated, of: subject, seconds: 20),
            "an integration.updated before its creation",
            hint: "an update of what is not known makes it known"
        )
        try run.accept(
            run.delivery(.integrationCreated, of: subject, seconds: 10),
            "an integration.created after an update"
        )
        let word = run.dialect.profile.word(for: .completed)
        try run.effects(.integration) { () throws(CheckStop) in
            try run.expectSettled(
                .integration,
                of: subject,
                "after an update and then the creation",
                wanted: "\"\(word)\"",
                hint: "the creation overwrites what is newer"
            ) { $0?.string == word }
        }
    }

    static let noOrderRefusal = ContractCheck(
        "ORD-08",
        "nothing is refused for its order",
        .must,
        needs: [.portfolio],
        sends: "Ends without starts, updates and removals of what was never created. Each must be accepted.",
        why:
            "A refusal makes the sender try again and give up in the end: an event that came early is lost for good.",
        source: "000, answers other than 2xx are retried",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        let types: [EventType] = [
            .transferDetectionCompleted, .transferDetectionFailed, .costBasisCompleted, .costBasisFailed,
            .integrationUpdated, .integrationFailed, .integrationDeleted,
        ]
        for type in types {
            try run.accept(
                run.delivery(type, of: run.subject()),
                "a \(type.name) of what was never heard of",
                hint: "an unexpected transition is no error: accept it, and believe the later change"
            )
        }
    }

    /// An update that says a sync is under way, as it was told before the sync ended.
    static func ongoing(_ run: CheckRun, of subject: CheckSubject, seconds: Int64) -> CheckDelivery {
        run.delivery(.integrationUpdated, of: subject, seconds: seconds).with { delivery in
            delivery[data: "status"] = .string(run.dialect.profile.word(for: .ongoing))
            delivery[data: "lastSyncedAt"] = 0
            delivery[data: "totalTransactions"] = 0
        }
    }

    /// Expects what a job has come to, behind a fence.
    static func expectJob(
        _ run: CheckRun,
        _ read: CheckRead,
        of subject: CheckSubject,
        _ status: String,
        _ words: String,
        _ hint: String?
    ) throws(CheckStop) {
        try run.effects(read) { () throws(CheckStop) in
            try run.expectSettled(read, of: subject, words, wanted: "\"\(status)\"", hint: hint) {
                $0?.string == status
            }
        }
    }
}
