// What ends a run wins against its start at the same millisecond.
const RANKS = new Map([['started', 0], ['completed', 1], ['failed', 2]]);
const rank = (job) => RANKS.get(job.status) ?? 0;

const isNewer = (job, known) =>
  job.changedAt > known.changedAt ||
  (job.changedAt === known.changedAt && rank(job) > rank(known));

/** Takes a transfer_detection or costbasis event, in whatever order. */
export function applyJob(jobs, event) {
  const { data } = event;
  // One job per user and action; the two actions do not wait for each other.
  const key = JSON.stringify([data.uid ?? event.grant_id, data.action]);
  const job = {
    status: data.status,
    // When it happened. X-Webhook-Timestamp is when it was sent: a retry's is
    // new.
    changedAt: data.timestamp,
    reason: data.reason ?? null,
  };
  const known = jobs.get(key);
  // A newer start begins a new run, so that 'completed' is not for ever.
  if (known === undefined || isNewer(job, known)) jobs.set(key, job);
}

/** Whether a job should have ended: its end may be lost for good. */
export function isOverdue(job, now, limit = 3_600_000) {
  return job.status === 'started' && now - job.changedAt > limit;
}
