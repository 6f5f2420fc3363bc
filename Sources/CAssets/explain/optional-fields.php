<?php

declare(strict_types=1);

/** A text; null when it is absent, null, empty or something else. */
function optionalText(stdClass $data, string $key): ?string
{
    // Without ?? an absent key is a warning, which frameworks make a 500 of.
    $value = $data->{$key} ?? null;
    // Profiles differ in how they say "none": null, "" or no key at all.
    return is_string($value) && $value !== '' ? $value : null;
}

/** A whole number; null when it is absent, null or something else. */
function optionalInteger(stdClass $data, string $key): ?int
{
    $value = $data->{$key} ?? null;
    // 0 is a value: empty() would take it for none.
    return is_int($value) ? $value : null;
}

/** Whose event it is: a user's uid or, where there is none, a grant. */
function owner(stdClass $event): ?string
{
    return optionalText($event->data, 'uid')
        ?? optionalText($event, 'grant_id');
}
