import JSONKit
import SimulationKit

// Lifecycle: what happens to integrations and jobs is believed as it was told.
extension ContractCheck {
    static let lifecycle = [
        wholeChain, failureReason, secondRun, recovery, removal, isolation, unknownStatus, startWithoutEnd,
    ]

    static let wholeChain = ContractCheck(
        "LIF-01",
        "a whole history in its order is believed",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "An integration that is created, syncs and completes, then transfer detection and cost basis, all in order. All must be accepted and believed.",
        why: "Everything else builds on the usual day.",
        source: "004, 'Processing Order'",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        let subject = run.subject()
        try run.accept(run.delivery(.integrationCreated, of: subject, seconds: 0), "an integration.created")
        try run.accept(ongoing(run, of: subject, seconds: 5), "an integration.updated")
        try run.accept(run.delivery(.integrationUpdated, of: subject, seconds: 10), "an integration.updated")
        let jobs: [EventType] = [
            .transferDetectionStarted, .transferDetectionCompleted, .costBasisStarted, .costBasisCompleted,
        ]
        for (place, type) in jobs.enumerated() {
            try run.accept(
                run.delivery(type, of: subject, seconds: 20 + 10 * Int64(place)),
                "a \(type.name) in its order"
            )
        }
        let word = run.dialect.profile.word(for: .completed)
        try run.effects(.integration) { () throws(CheckStop) in
            try run.expect(.integration, of: subject, .string(word), "after a whole history")
        }
        for read in [CheckRead.transferDetection, .costBasis] {
            try run.effects(read) { () throws(CheckStop) in
                try run.expect(read, of: subject, "completed", "after a whole history")
            }
        }
    }

    static let failureReason = ContractCheck(
        "LIF-02",
        "a failed job ends, and keeps its reason",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "transfer_detection.started and .failed with a reason of 300 characters. The detection has failed, the reason is kept, and no cost basis is waited for.",
        why:
            "A failure that is not taken leaves a job that runs for ever; a reason that does not fit its column is an error 500.",
        source: "004, the lifecycle, and 'reason: string | null'",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        let subject = run.subject()
        let reason = "missing price history " + String(repeating: "x", count: 278)
        try run.accept(run.delivery(.transferDetectionStarted, of: subject), "a transfer_detection.started")
        try run.accept(
            run.delivery(.transferDetectionFailed, of: subject, seconds: 10)
                .with { $0[data: "reason"] = .string(reason) },
            "a transfer_detection.failed with a reason of 300 characters",
            hint: "reasons may be long: keep them in a column without a short limit"
        )
        try run.effects(.transferDetection) { () throws(CheckStop) in
            try run.expect(.transferDetection, of: subject, "failed", "after a failed detection")
            guard run.knows(.reason) else { return }
            try run.expect(
                .reason,
                of: subject,
                .string(reason),
                "after a failed detection",
                hint: "the reason is cut off, or not kept at all"
            )
        }
        try run.effects(.costBasis) { () throws(CheckStop) in
            try run.expectSettled(
                .costBasis,
                of: subject,
                "after a failed detection",
                wanted: "null",
                hint: "a failed detection ends the chain: no cost basis follows it"
            ) { $0 == nil || $0 == .null }
        }
    }

    static let secondRun = ContractCheck(
        "LIF-03",
        "a new run begins after a finished one",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "A transfer detection that completes, then a start with a later data.timestamp, and its end. The detection is started again, then completed.",
        why:
            "Whoever never lets a finished job change has mended a late start, and shows the first run for ever.",
        source: "004, 'timestamp: when the status changed', which alone tells a late start from a new run",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        let subject = run.subject()
        try run.accept(run.delivery(.transferDetectionStarted, of: subject, seconds: 10), "a first start")
        try run.accept(run.delivery(.transferDetectionCompleted, of: subject, seconds: 20), "a first end")
        try run.accept(run.delivery(.transferDetectionStarted, of: subject, seconds: 30), "a second start")
        let hint = "what is finished is never changed again: a later data.timestamp is a new run"
        try run.effects(.transferDetection) { () throws(CheckStop) in
            try run.expect(
                .transferDetection,
                of: subject,
                "started",
                "after a second start",
                hint: hint
            )
        }
        try run.accept(run.delivery(.transferDetectionCompleted, of: subject, seconds: 40), "a second end")
        try run.effects(.transferDetection) { () throws(CheckStop) in
            try run.expect(.transferDetection, of: subject, "completed", "after a second end", hint: hint)
        }
    }

    static let recovery = ContractCheck(
        "LIF-04",
        "an integration recovers from a failed sync",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "integration.failed, then updates of a sync that begins and completes. The integration is completed.",
        why:
            "A failed sync is repeated: whoever takes FAILED for final shows a broken integration that works.",
        source: "000 and 004, the events of integrations",
        remedy: .orderIntegrations
    ) { run throws(CheckStop) in
        let subject = run.subject()
        try run.accept(run.delivery(.integrationCreated, of: subject, seconds: 0), "an integration.created")
        try run.accept(run.delivery(.integrationFailed, of: subject, seconds: 10), "an integration.failed")
        try run.accept(ongoing(run, of: subject, seconds: 20), "an update after a failure")
        try run.accept(
            run.delivery(.integrationUpdated, of: subject, seconds: 30),
            "an update after a failure"
        )
        let word = run.dialect.profile.word(for: .completed)
        try run.effects(.integration) { () throws(CheckStop) in
            try run.expect(
                .integration,
                of: subject,
                .string(word),
                "after a failed sync and a completed one",
                hint: "FAILED is taken for final"
            )
        }
    }

    static let removal = ContractCheck(
        "LIF-05",
        "what was removed stays removed",
        .should,
        effects: .some,
        needs: [.portfolio],
        sends:
            "integration.created, .deleted, then an .updated from before the removal. All must be accepted, and the integration does not come back.",
        why: "A retried update brings back what its user removed, with nobody to remove it again.",
        source: "004, integration.deleted; the provider's later documents, DELETING and DELETED",
        remedy: .deleteForGood
    ) { run throws(CheckStop) in
        let subject = run.subject()
        try run.accept(run.delivery(.integrationCreated, of: subject, seconds: 0), "an integration.created")
        try run.accept(run.delivery(.integrationDeleted, of: subject, seconds: 20), "an integration.deleted")
        try run.accept(
            run.delivery(.integrationUpdated, of: subject, seconds: 10),
            "an update that comes after the removal"
        )
        try run.effects(.integration) { () throws(CheckStop) in
            try run.expectSettled(
                .integration,
                of: subject,
                "after a removal and then an update from before it",
                wanted: "null, or \"DELETED\"",
                hint: "keep a mark of what was removed, and ignore what comes for it"
            ) { value in
                value == nil || value == .null || value?.string?.uppercased() == "DELETED"
            }
        }
    }

    static let isolation = ContractCheck(
        "LIF-06",
        "users and integrations are kept apart",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "The events of two users with two integrations each, interleaved. Each ends as its own events say.",
        why: "State that is kept by one key too few shows one customer's portfolio to another.",
        source: "002 and 004, data.uid and walletId; the provider's later documents, grant_id",
        remedy: .orderIntegrations
    ) { run throws(CheckStop) in
        let profile = run.dialect.profile
        let first = run.subject()
        let second = run.subject()
        let wallets = [first, run.otherWallet(of: first), second, run.otherWallet(of: second)]
        let ends: [EventType] = [
            .integrationUpdated, .integrationFailed, .integrationFailed, .integrationUpdated,
        ]
        for wallet in wallets {
            try run.accept(
                run.delivery(.integrationCreated, of: wallet, seconds: 0),
                "an integration.created"
            )
        }
        try run.accept(run.delivery(.transferDetectionStarted, of: first, seconds: 5), "a start")
        try run.accept(run.delivery(.transferDetectionStarted, of: second, seconds: 5), "a start")
        for (wallet, end) in zip(wallets, ends) {
            try run.accept(run.delivery(end, of: wallet, seconds: 10), "a \(end.name) of one of four")
        }
        try run.accept(run.delivery(.transferDetectionCompleted, of: second, seconds: 15), "an end")
        try run.effects(.integration) { () throws(CheckStop) in
            for (wallet, end) in zip(wallets, ends) {
                let word = profile.word(for: end == .integrationFailed ? .failed : .completed)
                try run.expectSettled(
                    .integration,
                    of: wallet,
                    "one of four integrations of two users",
                    wanted: "\"\(word)\"",
                    hint: "state is kept by one key too few: user and walletId belong to it"
                ) { $0?.string == word }
            }
        }
        try run.effects(.transferDetection) { () throws(CheckStop) in
            for (subject, status) in [(first, "started"), (second, "completed")] {
                try run.expectSettled(
                    .transferDetection,
                    of: subject,
                    "one of two users",
                    wanted: "\"\(status)\"",
                    hint: "one user's events change another's state"
                ) { $0?.string == status }
            }
        }
    }

    static let unknownStatus = ContractCheck(
        "LIF-07",
        "a status that is not known is no error",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "Updates with the statuses 'active', 'SYNCING' and 'INACTIVE'. Each must be accepted, and the state is kept or takes the word as it is.",
        why: "The documents' own example carries a status that their table does not list.",
        source: "002 and 004, 'active' in the example; the provider's later documents",
        remedy: .tolerateUnknown
    ) { run throws(CheckStop) in
        for word in ["active", "SYNCING", "INACTIVE"] {
            let subject = run.subject()
            try run.accept(
                run.delivery(.integrationCreated, of: subject, seconds: 0),
                "an integration.created"
            )
            try run.accept(
                run.delivery(.integrationUpdated, of: subject, seconds: 10)
                    .with { $0[data: "status"] = .string(word) },
                "an integration.updated with the status '\(word)'",
                hint: "keep a status that is not known as text, and refuse none"
            )
            let before = run.dialect.profile.word(for: .queued)
            try run.effects(.integration) { () throws(CheckStop) in
                try run.expectSettled(
                    .integration,
                    of: subject,
                    "after an update with the status '\(word)'",
                    wanted: "\"\(word)\" or \"\(before)\""
                ) { $0?.string == word || $0?.string == before }
            }
        }
    }

    static let startWithoutEnd = ContractCheck(
        "LIF-08",
        "a start without an end does no harm",
        .info,
        needs: [.portfolio],
        sends:
            "A transfer_detection.started alone, then nothing for it. The consumer lives on; what it makes of it is told.",
        why:
            "After three attempts a completion can be lost for good: a consumer that waits for it should say so to somebody.",
        source: "000, the number of attempts",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        let subject = run.subject()
        let answer = try run.accept(
            run.delivery(.transferDetectionStarted, of: subject),
            "a start without an end"
        )
        try run.session.wire.rest(milliseconds: run.patienceMilliseconds)
        try run.survive("a start without an end", after: answer)
        guard run.knows(.transferDetection) else { return }
        if case .success(let value) = try run.look(.transferDetection, of: subject) {
            run.inform("a start without an end is believed to be \(ValueText.text(value))", [answer])
        }
    }
}
