from dataclasses import dataclass
from typing import Any

# What ends a run wins against its start at the same millisecond.
RANKS = {"started": 0, "completed": 1, "failed": 2}


@dataclass(frozen=True)
class Job:
    status: str
    changed_at: int
    reason: str | None

    def is_overdue(self, now: int, limit: int = 3_600_000) -> bool:
        """Whether it should have ended: its end may be lost for good."""
        return self.status == "started" and now - self.changed_at > limit


Jobs = dict[tuple[str, str], Job]


def apply_job(jobs: Jobs, event: dict[str, Any]) -> None:
    """Take a transfer_detection or costbasis event, in whatever order."""
    data = event["data"]
    # One job per user and action; the two actions do not wait for each other.
    key = (data.get("uid") or event["grant_id"], data["action"])
    job = Job(data["status"], data["timestamp"], data.get("reason"))
    known = jobs.get(key)
    # By data.timestamp, when it happened. X-Webhook-Timestamp is when it was
    # sent: a retry's is new. A newer start begins a new run, so that
    # "completed" is not for ever.
    if known is None or standing(job) > standing(known):
        jobs[key] = job


def standing(job: Job) -> tuple[int, int]:
    return job.changed_at, RANKS.get(job.status, 0)
