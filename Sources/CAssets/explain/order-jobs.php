<?php

declare(strict_types=1);

// What ends a run wins against its start at the same millisecond.
const RANKS = ['started' => 0, 'completed' => 1, 'failed' => 2];

/**
 * Takes a transfer_detection or costbasis event, in whatever order.
 *
 * @param array<string, stdClass> $jobs the newest "data" of each job
 */
function applyJob(array &$jobs, stdClass $event): void
{
    $data = $event->data;
    // One job per user and action; the two actions do not wait for each other.
    $key = json_encode([$data->uid ?? $event->grant_id, $data->action]);
    $known = $jobs[$key] ?? null;
    // By data.timestamp, when it happened. X-Webhook-Timestamp is when it was
    // sent: a retry's is new. A newer start begins a new run, so that
    // "completed" is not for ever.
    if ($known === null || standing($data) > standing($known)) {
        $jobs[$key] = $data;
    }
}

/** @return array{int, int} arrays of one length compare item by item */
function standing(stdClass $data): array
{
    return [$data->timestamp, RANKS[$data->status] ?? 0];
}

/** Whether a job should have ended: its end may be lost for good. */
function isOverdue(stdClass $data, int $now, int $limit = 3_600_000): bool
{
    return $data->status === 'started' && $now - $data->timestamp > $limit;
}
