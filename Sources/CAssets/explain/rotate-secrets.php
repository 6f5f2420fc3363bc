<?php

declare(strict_types=1);

/**
 * Whether one of the secrets made the signature, given as 32 bytes. While a
 * secret is being replaced there are two, new and old. No secret at all makes
 * nothing authentic.
 *
 * @param list<string> $secrets
 */
function isAuthenticByAny(string $body, string $signature, array $secrets): bool
{
    $isAuthentic = false;
    foreach ($secrets as $secret) {
        $expected = hash_hmac('sha256', $body, $secret, true);
        // No early return: the answer takes as long whichever secret it was.
        $isAuthentic = hash_equals($expected, $signature) || $isAuthentic;
    }
    return $isAuthentic;
}
