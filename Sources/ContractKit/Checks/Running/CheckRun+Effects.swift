import DeliveryKit
import JSONKit
import WireKit

/// What a probe is asked for, by the names that every probe gives them.
enum CheckRead: String, CaseIterable, Sendable {
    case processed
    case integration
    case transferDetection
    case costBasis
    /// The text of why a transfer detection failed.
    case reason
    case alias
    case totalTransactions
    case lastSyncedAt
}

extension CheckRun {
    /// Performs the half of a check that takes a probe which tells these things; without one, the half is skipped.
    func effects(
        _ reads: CheckRead...,
        perform: () throws(CheckStop) -> Void
    ) throws(CheckStop) {
        guard let probe = session.target.probe, probe.url != nil else {
            lackProbe("it needs a probe for what the answers led to")
            return
        }
        let missing = reads.filter { probe.read($0.rawValue) == nil }
        guard missing.isEmpty else {
            let names = Phrase.list(missing.map { "'\($0.rawValue)'" })
            lackProbe("it needs a probe that reads \(names)")
            return
        }
        try perform()
    }

    /// Expects that the consumer comes to believe something, within five times the patience.
    func expect(
        _ read: CheckRead,
        of subject: CheckSubject,
        _ wanted: JSONValue,
        _ words: String,
        hint: String? = nil
    ) throws(CheckStop) {
        try expect(read, of: subject, words, wanted: ValueText.text(wanted), hint: hint) { $0 == wanted }
    }

    /// Expects that what the consumer believes comes to be as wanted, within five times the patience.
    func expect(
        _ read: CheckRead,
        of subject: CheckSubject,
        _ words: String,
        wanted: String,
        hint: String? = nil,
        isWanted: (JSONValue?) -> Bool
    ) throws(CheckStop) {
        let last = try poll(read, of: subject, until: isWanted)
        judge(read, last, words, wanted: wanted, hint: hint, isWanted: isWanted)
    }

    /// Expects that the consumer believes something now, behind a fence: nothing that was sent is still at work.
    func expectSettled(
        _ read: CheckRead,
        of subject: CheckSubject,
        _ words: String,
        wanted: String,
        hint: String? = nil,
        isWanted: (JSONValue?) -> Bool
    ) throws(CheckStop) {
        try fence()
        judge(read, try look(read, of: subject), words, wanted: wanted, hint: hint, isWanted: isWanted)
    }

    /// Expects how many deliveries the consumer comes to have processed by what is sent, canaries aside.
    ///
    /// Without a probe that counts, all is sent nevertheless and the half is skipped.
    func expectCount(
        _ wanted: Int64,
        _ words: String,
        hint: String? = nil,
        sending: () throws(CheckStop) -> Void
    ) throws(CheckStop) {
        guard session.target.probe?.read(CheckRead.processed.rawValue) != nil else {
            try sending()
            try effects(.processed) { () throws(CheckStop) in }
            return
        }
        try fence()
        guard let before = try processed() else { return }
        let canariesBefore = canaries.acceptedCount
        try sending()
        // What is wanted is waited for; what must not come is looked for behind a fence.
        let subject = subject()
        func counted(_ value: JSONValue?) -> Int64? {
            value?.int64.map { $0 - before - (canaries.acceptedCount - canariesBefore) }
        }
        _ = try poll(.processed, of: subject) { (counted($0) ?? -1) >= wanted }
        try fence()
        guard let after = try processed() else { return }
        let count = after - before - (canaries.acceptedCount - canariesBefore)
        guard count != wanted else { return }
        fail("\(words): expected \(wanted) more processed, found \(count)", hint: hint)
    }

    /// Waits until a canary's effect is visible: what was sent before it had its own by then.
    func fence() throws(CheckStop) {
        let subject = subject()
        let isPortfolio = dialect.isPortfolio
        let hasIntegration = session.target.probe?.read(CheckRead.integration.rawValue) != nil
        let hasCount = session.target.probe?.read(CheckRead.processed.rawValue) != nil
        let before = hasCount && !(isPortfolio && hasIntegration) ? try processed() : nil
        let answer = try canary(about: subject)
        guard answer.isAccepted else {
            leaveOpen(
                "a right delivery was \(answer.words), so that nothing later can be told from nothing",
                [answer]
            )
            throw .settled
        }
        if isPortfolio, hasIntegration {
            let last = try poll(.integration, of: subject) { $0 != nil && $0 != .null }
            guard case .success(let value) = last, value != nil, value != .null else {
                leaveOpen("the probe never showed the integration of a right delivery", [answer])
                throw .settled
            }
        } else if let before {
            let last = try poll(.processed, of: subject) { ($0?.int64 ?? before) > before }
            guard case .success(let value) = last, let count = value?.int64, count > before else {
                leaveOpen("the probe never counted a right delivery", [answer])
                throw .settled
            }
            try awaitStillness(after: count)
        } else {
            try session.wire.rest(milliseconds: patienceMilliseconds)
        }
    }

    /// Waits until the count stands still, five times the patience at most: it does not tell one delivery from another.
    private func awaitStillness(after count: Int64) throws(CheckStop) {
        let end = MonotonicClock.nanoseconds() + 5 * patienceMilliseconds * 1_000_000
        var last = count
        while MonotonicClock.nanoseconds() < end {
            try session.wire.rest(milliseconds: max(1, patienceMilliseconds / 10))
            guard let next = try processed(), next != last else { return }
            last = next
        }
    }

    /// How much the consumer says it has processed; nil where it does not say, which is noted.
    func processed() throws(CheckStop) -> Int64? {
        switch try look(.processed, of: subject()) {
        case .failure(let failure):
            leaveOpen(failure.message)
            return nil
        case .success(let value):
            if let count = value?.int64 { return count }
            leaveOpen("the probe's 'processed' is no whole number: \(ValueText.text(value))")
            return nil
        }
    }

    /// Reads until the value is wanted or five times the patience are over; the last value.
    func poll(
        _ read: CheckRead,
        of subject: CheckSubject,
        until isWanted: (JSONValue?) -> Bool
    ) throws(CheckStop) -> Result<JSONValue?, ProbeFailure> {
        let end = MonotonicClock.nanoseconds() + 5 * patienceMilliseconds * 1_000_000
        while true {
            let value = try look(read, of: subject)
            if case .success(let value) = value, isWanted(value) { return .success(value) }
            guard MonotonicClock.nanoseconds() < end else { return value }
            try session.wire.rest(milliseconds: max(1, patienceMilliseconds / 50))
        }
    }

    /// Reads once.
    func look(
        _ read: CheckRead,
        of subject: CheckSubject
    ) throws(CheckStop) -> Result<JSONValue?, ProbeFailure> {
        guard let probe = session.target.probe, let url = probe.url, let place = probe.read(read.rawValue)
        else {
            return .failure(.noProbe)
        }
        let sending = CheckWire.Sending(
            bytes: ProbeClient.request(url, probe.fields),
            endpoint: url.endpoint,
            timeoutMilliseconds: Int(session.options.answerMilliseconds)
        )
        let completion = try session.wire.exchange([sending], atOnce: 1)[0]
        return ProbeClient.value(of: completion.result).map { node in
            let pointer = place.template.pointer(uid: subject.owner, walletIdentifier: subject.wallet)
            return pointer.evaluate(in: node)?.value
        }
    }

    private func judge(
        _ read: CheckRead,
        _ result: Result<JSONValue?, ProbeFailure>,
        _ words: String,
        wanted: String,
        hint: String?,
        isWanted: (JSONValue?) -> Bool
    ) {
        switch result {
        case .failure(let failure): leaveOpen(failure.message)
        case .success(let value):
            guard !isWanted(value) else { return }
            fail("\(words): expected \(read.rawValue) \(wanted), found \(ValueText.text(value))", hint: hint)
        }
    }
}

extension CheckRun {
    /// Whether there is a probe that tells something.
    func knows(_ read: CheckRead) -> Bool {
        session.target.probe?.url != nil && session.target.probe?.read(read.rawValue) != nil
    }
}
