<?php

declare(strict_types=1);

/**
 * A number of JSON as an integer for a BIGINT column; INTEGER often ends at
 * 2,147,483,647, which is January 1970 in milliseconds.
 *
 * @throws UnexpectedValueException to which the caller answers 400
 */
function whole(mixed $value): int
{
    // 1640995200000.0 and 1e3 are whole numbers in JSON, and floats in PHP,
    // exact up to 2^53. Larger integers of JSON become floats without a word
    // unless json_decode gets JSON_BIGINT_AS_STRING.
    if (is_float($value) && abs($value) < 2 ** 53 && floor($value) === $value) {
        return (int) $value;
    }
    // On a PHP of 32 bits an int does not hold a time: refuse to start there.
    if (!is_int($value) || PHP_INT_SIZE < 8) {
        throw new UnexpectedValueException('not a whole number of 64 bits');
    }
    return $value;
}
