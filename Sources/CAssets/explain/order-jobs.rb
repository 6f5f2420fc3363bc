# frozen_string_literal: true

# What ends a run wins against its start at the same millisecond.
RANKS = { 'started' => 0, 'completed' => 1, 'failed' => 2 }.freeze

# What orders the events of a job: data.timestamp is when it happened.
# X-Webhook-Timestamp is when it was sent: a retry's is new.
def standing(data)
  [data.fetch('timestamp'), RANKS.fetch(data.fetch('status'), 0)]
end

# Takes a transfer_detection or costbasis event, in whatever order; jobs holds
# the newest "data" of each job.
def apply_job(jobs, event)
  data = event.fetch('data')
  # One job per user and action; the two actions do not wait for each other.
  key = [data['uid'] || event.fetch('grant_id'), data.fetch('action')]
  known = jobs[key]
  # A newer start begins a new run, so that "completed" is not for ever.
  newer = known.nil? || (standing(data) <=> standing(known)).positive?
  jobs[key] = data if newer
end

# Whether a job should have ended: its end may be lost for good.
def overdue?(data, now, limit = 3_600_000)
  data.fetch('status') == 'started' && now - data.fetch('timestamp') > limit
end
