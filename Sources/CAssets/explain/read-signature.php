<?php

declare(strict_types=1);

/**
 * The signature's 32 bytes; null when it is missing, doubled or garbled. The
 * caller answers 401 to null. Nothing here throws.
 *
 * @param array<string, mixed> $server $_SERVER, in which names have no case
 */
function readSignature(array $server): ?string
{
    $value = $server['HTTP_X_WEBHOOK_SIGNATURE'] ?? null;
    // Two headers arrive as one, "a, b", which is not of the form. \A and \z:
    // $ would allow a line's end.
    if (!is_string($value) || preg_match('/\A[0-9a-f]{64}\z/', $value) !== 1) {
        return null;
    }
    return hex2bin($value) ?: null;
}
