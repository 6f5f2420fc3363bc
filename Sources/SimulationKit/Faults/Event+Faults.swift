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

    /// The same event as a provider tells it whose clock is so much ahead, or behind where that is below 0.
    package func told(byClockAhead milliseconds: Int64) -> Event {
        let payload: Payload =
            switch payload {
            case .job(let snapshot):
                .job(
                    JobSnapshot(
                        failure: snapshot.failure,
                        facts: JobFigures(
                            changedAt: Self.moment(snapshot.changedAt, ahead: milliseconds),
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
            moment: Self.moment(moment, ahead: milliseconds),
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

    /// No time is told that four digits of a year cannot write.
    private static func moment(_ moment: Moment, ahead milliseconds: Int64) -> Moment {
        min(max(moment + milliseconds, .earliest), .latest)
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
