extension UserState {
    /// Announces an event that a step gives whole; the user's story goes on as if there were none.
    mutating func announce(
        _ type: EventType,
        _ data: GivenData,
        at moment: Moment,
        override: EventOverride?,
        into outbox: inout Outbox
    ) {
        _ = emit(
            type,
            .given(data),
            at: moment,
            lagMilliseconds: override?.lagMilliseconds ?? 0,
            notBefore: .earliest,
            identifier: override?.givenIdentifier,
            into: &outbox
        )
    }
}
