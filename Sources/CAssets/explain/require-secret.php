<?php

declare(strict_types=1);

const CHARACTERS_MIN = 16;

/** The signing secret; without one nothing is served. */
function requireSecret(string $name = 'WEBHOOK_SECRET'): string
{
    // getenv returns false for what is unset, which hash_hmac would take as
    // the empty key, as whoever forges does. Files and dashboards leave a
    // line's end behind; it is no part of the key.
    $secret = trim((string) getenv($name));
    if (strlen($secret) < CHARACTERS_MIN) {
        // The value itself stays out of the message, and so out of logs.
        throw new RuntimeException("$name is unset or no secret");
    }
    return $secret;
}
