<?php

declare(strict_types=1);

/**
 * The status to answer, and the event where it is 200.
 *
 * @param callable(string): bool $isAuthentic
 * @return array{int, ?stdClass}
 */
function receive(string $body, callable $isAuthentic): array
{
    // First of all: until then the bytes are a stranger's.
    if (!$isAuthentic($body)) {
        return [401, null];
    }
    try {
        // Objects, not arrays: else {} and [] are the same.
        $event = json_decode($body, false, 512, JSON_THROW_ON_ERROR);
    } catch (JsonException) {
        // Not JSON, not UTF-8, or nested too deeply to be an event.
        return [400, null];
    }
    // JSON can be null, a list or a number; a schema would do this too.
    $isEvent = $event instanceof stdClass
        && is_string($event->id ?? null)
        && is_string($event->event ?? null)
        && ($event->data ?? null) instanceof stdClass;
    return $isEvent ? [200, $event] : [400, null];
}
