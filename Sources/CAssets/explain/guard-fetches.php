<?php

declare(strict_types=1);

const HOSTS = ['storage.googleapis.com'];

/**
 * The address to connect to for a logoUrl; null when it is not fetched. Give
 * it to CURLOPT_RESOLVE: another look-up could give another one. And leave
 * CURLOPT_FOLLOWLOCATION off.
 */
function addressToFetch(string $url): ?string
{
    $parts = parse_url($url);
    // Whatever is wrong with the text, or has more than it should.
    if ($parts === false || ($parts['scheme'] ?? '') !== 'https') {
        return null;
    }
    if (isset($parts['user']) || isset($parts['port'])) {
        return null;
    }
    if (!in_array($parts['host'] ?? '', HOSTS, true)) {
        return null;
    }
    $addresses = gethostbynamel($parts['host']) ?: [];
    foreach ($addresses as $address) {
        // One private address is enough to refuse: 169.254.169.254, 127.0.0.1.
        $flags = FILTER_FLAG_NO_PRIV_RANGE | FILTER_FLAG_NO_RES_RANGE;
        if (filter_var($address, FILTER_VALIDATE_IP, $flags) === false) {
            return null;
        }
    }
    return $addresses[0] ?? null;
}
