/// How a request is signed that no provider sends: what a consumer must tell it from an attempt by.
package enum ForgedSignature: Int64, Sendable {
    /// With the secret of the moment: nothing but what it says can give it away.
    case right = 0
    /// With the secret before, which a consumer may take for some time after a rotation.
    case previous = 1
    /// With neither, or not at all.
    case wrong = 2
}

extension AttemptRow {
    /// How the request was signed that went out beside an attempt; nil for an attempt itself.
    package var forgedSignature: ForgedSignature? {
        guard outcome == .forged, let mark = marks.first else { return nil }
        return ForgedSignature(rawValue: mark.detail)
    }
}

extension Fault {
    /// Whether it makes requests that are signed with no secret of the webhook, as far as it alone decides.
    package var forgesSignatures: Bool {
        switch kind {
        case .secret(.other), .secret(.empty), .tamper: true
        case .stripHeader(let name): name == RequestDraft.signature
        case .secret(.previous), .headerMismatch, .staleReplay, .jobFail, .jobStall, .statusVocabulary,
            .unknownEvent, .unknownField, .dialect, .wire, .clockSkew, .fanOut, .drop, .duplicate, .reorder,
            .delay, .outage, .burst, .sever, .dribble, .giveUpEarly, .loseAnswer, .crash:
            false
        }
    }
}
