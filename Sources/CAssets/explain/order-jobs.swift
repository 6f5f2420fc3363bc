/// One job per user and action; the two actions do not wait for each other.
struct JobKey: Hashable {
    /// `data.uid` or, where there is none, the `grant_id`.
    let owner: String
    let action: String
}

/// The state of a transfer detection or a cost basis calculation.
struct Job: Decodable {
    let status: String
    // When it happened. X-Webhook-Timestamp is when it was sent: a retry's is
    // new.
    let timestamp: Int64
    let reason: String?

    // What ends a run wins against its start at the same millisecond.
    private var standing: (Int64, Int) {
        (timestamp, ["completed": 1, "failed": 2][status] ?? 0)
    }

    /// Takes an event, in whatever order.
    static func apply(_ job: Job, to jobs: inout [JobKey: Job], key: JobKey) {
        // A newer start begins a new run, so that "completed" is not for ever.
        if let known = jobs[key], job.standing <= known.standing { return }
        jobs[key] = job
    }

    /// Whether it should have ended: its end may be lost for good.
    func isOverdue(now: Int64, limit: Int64 = 3_600_000) -> Bool {
        status == "started" && now - timestamp > limit
    }
}
