<?php

declare(strict_types=1);

// For people only: what is stored is the provider's own word.
const LABELS = [
    'QUEUED' => 'Waiting',
    'ONGOING' => 'Syncing',
    'COMPLETED' => 'Up to date',
];

/**
 * The status to answer; an event that is not known is a success too.
 *
 * @param array<string, callable(stdClass): void> $handlers
 */
function take(stdClass $event, array $handlers): int
{
    if (isset($handlers[$event->event])) {
        // Handlers pick the keys they know; no schema forbids others.
        $handlers[$event->event]($event->data);
    } else {
        // 4xx would lose it without a trace, 5xx would bring it again.
        error_log('no handler for ' . json_encode($event->event));
    }
    return 200;
}

/** What to show for a status; a new word shows as it is, so no enum. */
function label(string $status): string
{
    return LABELS[$status] ?? $status;
}
