extension Event {
    /// The same event under another id.
    package func renamed(to identifier: String) -> Event {
        Event(
            user: user,
            ordinal: ordinal,
            moment: moment,
            givenIdentifier: GivenText(identifier),
            payload: payload,
            type: type
        )
    }

    /// When it tells that it was.
    package var times: ToldTimes {
        switch payload {
        case .job(let snapshot): ToldTimes(moment: moment, changedAt: snapshot.changedAt)
        case .integration, .account, .given: ToldTimes(moment: moment, changedAt: moment)
        }
    }

    /// The same event as a provider tells it whose clock showed other times.
    package func told(at times: ToldTimes) -> Event {
        let payload: Payload =
            switch payload {
            case .job(let snapshot):
                .job(
                    JobSnapshot(
                        failure: snapshot.failure,
                        facts: JobFigures(
                            changedAt: times.changedAt,
                            stage: snapshot.stage,
                            status: snapshot.status
                        )
                    )
                )
            case .integration, .account, .given: payload
            }
        return Event(
            user: user,
            ordinal: ordinal,
            moment: times.moment,
            givenIdentifier: givenIdentifier,
            payload: payload,
            type: type
        )
    }

    /// The same event with another status of its integration; nil where it has none, or that one already.
    package func reporting(_ status: IntegrationStatus) -> Event? {
        guard case .integration(let snapshot) = payload, snapshot.status != status else { return nil }
        let other = IntegrationSnapshot(
            details: snapshot.details,
            failure: nil,
            facts: IntegrationFigures(
                lastSyncedAtMilliseconds: snapshot.lastSyncedAtMilliseconds,
                totalTransactions: snapshot.totalTransactions,
                status: status
            )
        )
        return Event(
            user: user,
            ordinal: ordinal,
            moment: moment,
            givenIdentifier: givenIdentifier,
            payload: .integration(other),
            type: type
        )
    }
}

/// What the provider's clock showed when something happened.
package struct ToldTimes: Equatable, Sendable {
    /// When the event was emitted, as the envelope tells.
    package let moment: Moment
    /// When a job changed its state, as its data tell; for other events the same as `moment`.
    package let changedAt: Moment

    /// What a clock shows that is so much ahead of this one, or behind where that is below 0.
    ///
    /// No time is told that four digits of a year cannot write.
    package func ahead(by milliseconds: Int64) -> ToldTimes {
        func moved(_ moment: Moment) -> Moment { min(max(moment + milliseconds, .earliest), .latest) }
        return ToldTimes(moment: moved(moment), changedAt: moved(changedAt))
    }
}

extension Profile {
    /// An id that nothing of the stream has, made for what a fault adds to it.
    package func identifier(ofAddition number: Int, by fault: Int, to subject: UInt64, seed: UInt64) -> String
    {
        let place = Purpose.faultIdentifier.rawValue << 48 | UInt64(fault) << 32 | UInt64(number)
        return identifierPrefix + StableHash(seed, subject, place, 0).hex24
    }
}
