<?php

declare(strict_types=1);

/**
 * Whether the signature is that of the body, as it came off the wire: read it
 * with file_get_contents('php://input'), never from json_encode.
 */
function isAuthentic(string $body, ?string $signature, string $secret): bool
{
    // hash_equals throws a TypeError on null.
    if ($signature === null) {
        return false;
    }
    // The key is the secret as it is shown, with its prefix whsec_.
    $expected = hash_hmac('sha256', $body, $secret);
    // Other lengths are unequal here, and equal ones take equal time; == would
    // even take some texts for numbers.
    return hash_equals($expected, $signature);
}
