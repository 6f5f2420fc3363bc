/// What the consumer believes of one user; integrations in the order of their walletIds' bytes.
package struct UserBelief: Sendable {
    /// One integration, or the memory that it was removed.
    private struct Integration: Sendable {
        let walletIdentifier: ByteText
        /// Nil once it was removed, which is final.
        var standing: IntegrationStanding?
    }

    private var transferDetectionStanding: JobStanding?
    private var costBasisStanding: JobStanding?
    /// Sorted; users have few, and one with very many pays for the insertion of each.
    private var entries: [Integration] = []

    init() {}

    /// The last status of transfer detection, verbatim; nil before the first.
    package var transferDetection: String? { transferDetectionStanding?.word }

    /// The last status of cost basis, verbatim; nil before the first.
    package var costBasis: String? { costBasisStanding?.word }

    /// The integrations that are not removed, each with its status word, sorted by the bytes of the walletId.
    package var integrations: [(walletIdentifier: String, status: String)] {
        entries.compactMap { entry in
            entry.standing.map { (entry.walletIdentifier.text, $0.word) }
        }
    }

    /// What is believed of a job.
    func standing(of job: Job) -> JobStanding? {
        switch job {
        case .transferDetection: transferDetectionStanding
        case .costBasis: costBasisStanding
        }
    }

    /// What is believed of an integration; nil where it is unknown or removed.
    func standing(of walletIdentifier: String) -> IntegrationStanding? {
        knows(walletIdentifier) ? entries[place(of: ByteText(walletIdentifier))].standing : nil
    }

    /// Believes this of a job, whatever was believed.
    mutating func replace(_ job: Job, _ standing: JobStanding) {
        switch job {
        case .transferDetection: transferDetectionStanding = standing
        case .costBasis: costBasisStanding = standing
        }
    }

    /// Forgets an integration, even that it was removed; says whether it was known.
    mutating func forget(_ walletIdentifier: String) -> Bool {
        guard knows(walletIdentifier) else { return false }
        entries.remove(at: place(of: ByteText(walletIdentifier)))
        return true
    }

    /// Whether it was heard of the integration, a removed one included.
    func knows(_ walletIdentifier: String) -> Bool {
        let place = place(of: ByteText(walletIdentifier))
        return entries.indices.contains(place)
            && entries[place].walletIdentifier == ByteText(walletIdentifier)
    }

    /// Takes in what an event changes; says whether the belief moved on.
    mutating func take(_ change: SignedEvent.Change) -> Bool {
        switch change {
        case .job(.transferDetection, let standing):
            return Self.advance(&transferDetectionStanding, to: standing)
        case .job(.costBasis, let standing):
            return Self.advance(&costBasisStanding, to: standing)
        case .integration(let walletIdentifier, let standing):
            let key = ByteText(walletIdentifier)
            let place = place(of: key)
            guard place < entries.count, entries[place].walletIdentifier == key else {
                entries.insert(Integration(walletIdentifier: key, standing: standing), at: place)
                return true
            }
            guard entries[place].standing != nil else { return false }
            return Self.advance(&entries[place].standing, to: standing)
        case .removal(let walletIdentifier):
            let key = ByteText(walletIdentifier)
            let place = place(of: key)
            guard place < entries.count, entries[place].walletIdentifier == key else {
                entries.insert(Integration(walletIdentifier: key, standing: nil), at: place)
                return true
            }
            defer { entries[place].standing = nil }
            return entries[place].standing != nil
        case .account:
            // Users of an account service have beliefs of their own.
            return false
        }
    }

    /// The place of the walletId, or the one where it would go.
    private func place(of key: ByteText) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = low + (high - low) / 2
            if entries[middle].walletIdentifier < key {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private static func advance<Standing: Comparable>(
        _ belief: inout Standing?,
        to standing: Standing
    ) -> Bool {
        if let belief, belief >= standing { return false }
        belief = standing
        return true
    }
}
