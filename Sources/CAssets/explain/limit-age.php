<?php

declare(strict_types=1);

// Longer than any retry and any replay by hand that you want to take. Ids are
// forgotten after REMEMBERED + SKEW, never earlier: what is taken is known.
const REMEMBERED = 30 * 24 * 3_600;
const SKEW = 5 * 60;
// With its zone: strtotime takes much else, "now" and "yesterday" among it.
const FORM = '/\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z/';

/**
 * Whether a verified body is young enough to be told from a replay. The
 * timestamp is the body's: the header's is not signed, and says when the
 * attempt was made.
 */
function isTimely(string $timestamp, int $now): bool
{
    if (preg_match(FORM, $timestamp) !== 1) {
        return false;
    }
    $moment = strtotime($timestamp);
    if ($moment === false) {
        return false;
    }
    $age = $now - $moment;
    return $age >= -SKEW && $age <= REMEMBERED;
}
