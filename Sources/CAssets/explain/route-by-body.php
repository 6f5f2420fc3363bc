<?php

declare(strict_types=1);

/**
 * Calls the handler of a verified event; false when there is none.
 *
 * @param array<string, mixed> $server $_SERVER
 * @param array<string, callable(stdClass): void> $handlers
 */
function route(stdClass $event, array $server, array $handlers): bool
{
    // "event" is under the signature. (In some profiles it is called "type".)
    $kind = $event->event;
    // The header is not: it is compared for the log, and may be missing.
    $announced = $server['HTTP_X_WEBHOOK_EVENT'] ?? $kind;
    if ($announced !== $kind) {
        $words = json_encode([$announced, $kind], JSON_INVALID_UTF8_SUBSTITUTE);
        error_log("header and body say: $words");
    }
    if (!isset($handlers[$kind])) {
        return false;
    }
    $handlers[$kind]($event->data);
    return true;
}
