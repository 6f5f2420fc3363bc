<?php

declare(strict_types=1);

const BYTES_MAX = 1_048_576;

/**
 * The status (200 to go on) and the body, chunked or not: the server in front
 * has undone the chunks. Its own limit (client_max_body_size in nginx, which
 * is 1 MB) and its read timeout stand before this one.
 *
 * @param array<string, mixed> $server $_SERVER
 * @return array{int, string}
 */
function readBody(array $server): array
{
    $input = fopen('php://input', 'rb');
    if ($input === false) {
        return [500, ''];
    }
    // Read before any refusal, and never as long as CONTENT_LENGTH says: it
    // is missing with chunks.
    $body = (string) stream_get_contents($input, BYTES_MAX + 1);
    if (strlen($body) > BYTES_MAX) {
        return [413, ''];
    }
    // "Application/JSON; charset=utf-8" is JSON as well (RFC 9110, 8.3.1).
    $mediaType = explode(';', (string) ($server['CONTENT_TYPE'] ?? ''))[0];
    if (strtolower(trim($mediaType)) !== 'application/json') {
        return [415, ''];
    }
    return [200, $body];
}
