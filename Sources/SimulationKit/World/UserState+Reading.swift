extension UserState {
    /// How many places one after another tell where the next is, on the way to what is read.
    enum ReadingDepth: CaseIterable {
        case own
        case lists
        case integrations
    }

    /// Reads ahead what the user's next turn begins with, as far as one more place was read before.
    @inline(__always)
    func read(_ depth: ReadingDepth, _ ahead: inout ReadAhead) {
        switch depth {
        case .own:
            ahead.read(scheduledFor.milliseconds)
            ahead.read(ordinal)
        case .lists:
            ahead.read(details.key)
            ahead.read(agenda.next?.milliseconds ?? 0)
            for place in integrations.indices { ahead.read(integrations[place].lastSyncedAtMilliseconds) }
        case .integrations:
            for place in integrations.indices { ahead.read(integrations[place].details.walletHash) }
        }
    }
}
