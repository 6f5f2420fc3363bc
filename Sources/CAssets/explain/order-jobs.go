package webhooks

// JobKey names a job: one per user and action. The two actions do not wait for
// each other.
type JobKey struct{ Owner, Action string }

// Job is the state of a transfer detection or a cost basis calculation.
type Job struct {
	Status    string  `json:"status"`
	ChangedAt int64   `json:"timestamp"` // milliseconds, of "data"
	Reason    *string `json:"reason"`
}

// What ends a run wins against its start at the same millisecond.
var ranks = map[string]int{"started": 0, "completed": 1, "failed": 2}

// ApplyJob takes an event, in whatever order. The owner is data.uid or, where
// there is none, the grant_id.
func ApplyJob(jobs map[JobKey]Job, key JobKey, job Job) {
	known, isKnown := jobs[key]
	// By data.timestamp, when it happened. X-Webhook-Timestamp is when it was
	// sent: a retry's is new. A newer start begins a new run, so that
	// "completed" is not for ever.
	isNewer := job.ChangedAt > known.ChangedAt ||
		job.ChangedAt == known.ChangedAt && ranks[job.Status] > ranks[known.Status]
	if !isKnown || isNewer {
		jobs[key] = job
	}
}

// IsOverdue tells whether a job should have ended: its end may be lost for
// good.
func (job Job) IsOverdue(now, limit int64) bool {
	return job.Status == "started" && now-job.ChangedAt > limit
}
