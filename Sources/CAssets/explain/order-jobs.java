import java.util.Map;

final class Jobs {
    /** One per user and action; the two actions do not wait for each other. */
    record Key(String owner, String action) {}

    /** The moment is data.timestamp, in milliseconds: long, not int. */
    record Job(String status, long changedAt, String reason) {
        /** Whether it should have ended: its end may be lost for good. */
        boolean isOverdue(long now, long limit) {
            return status.equals("started") && now - changedAt > limit;
        }

        // When it happened. X-Webhook-Timestamp is when it was sent: a retry's
        // is new.
        private boolean isNewerThan(Job known) {
            return changedAt > known.changedAt
                    || changedAt == known.changedAt
                            && rank(status) > rank(known.status);
        }
    }

    private Jobs() {}

    // What ends a run wins against its start at the same millisecond.
    private static int rank(String status) {
        return Map.of("completed", 1, "failed", 2).getOrDefault(status, 0);
    }

    /** Takes a transfer_detection or costbasis event, in whatever order. */
    static void apply(Map<Key, Job> jobs, Key key, Job job) {
        // A newer start begins a new run: "completed" is not for ever.
        jobs.merge(key, job, (known, next) ->
                next.isNewerThan(known) ? next : known);
    }
}
