<?php

declare(strict_types=1);

const WAITING_MAX = 10_000;

/**
 * Keeps a verified body and returns the status to answer, at once. A table or
 * a queue service does as well, if it is durable. A worker, in a process of
 * its own (not after fastcgi_finish_request), reads the files, does the work
 * and unlinks each when it is done: what fails stays and is tried again.
 */
function acknowledge(string $spool, string $id, string $body): int
{
    if (count(glob("$spool/*.json") ?: []) >= WAITING_MAX) {
        // Better than an answer that is too late: 503 is sent again.
        return 503;
    }
    $part = tempnam($spool, 'part');
    $file = $part === false ? false : fopen($part, 'wb');
    if ($file === false) {
        return 503;
    }
    // On the disk before the answer: after a 200 nobody sends it again.
    $isKept = fwrite($file, $body) === strlen($body) && fsync($file);
    fclose($file);
    // A hash, since an id is a stranger's text and no file name.
    $name = hash('sha256', $id) . '.json';
    return $isKept && rename($part, "$spool/$name") ? 200 : 503;
}
