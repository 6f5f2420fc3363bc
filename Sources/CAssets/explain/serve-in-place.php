<?php

declare(strict_types=1);

const PATH = '/webhooks/kryptos';

/**
 * Status (200 to go on) and headers for a request, never a redirect. Behind a
 * proxy, the scheme is what your proxy says, not what a client does.
 *
 * @return array{int, array<string, string>}
 */
function gate(string $method, string $scheme, string $path): array
{
    // A server that "adds the slash" answers 301, which is not followed: in
    // nginx, use location = for the file, not a folder.
    if ($path !== PATH && $path !== PATH . '/') {
        return [404, []];
    }
    // 301 to https would be a failure as well, after the body has been sent in
    // the clear: register the address with https.
    // (Leave this out while you develop on one machine.)
    if ($scheme !== 'https') {
        return [403, []];
    }
    if ($method !== 'POST') {
        return [405, ['Allow' => 'POST']];
    }
    return [200, []];
}
