/**
 * A number of JSON as an integer for a BIGINT column; INTEGER often ends at
 * 2,147,483,647, which is January 1970 in milliseconds.
 *
 * Throws RangeError: the caller answers 400.
 */
export function whole(value) {
  // Numbers are exact up to 2^53 - 1, which is enough for milliseconds and
  // counts. Bit operators are not: `value | 0` cuts to 32 bits.
  if (!Number.isSafeInteger(value)) {
    throw new RangeError('not a whole number that JavaScript holds exactly');
  }
  // pg returns BIGINT columns as text: convert with BigInt or Number there.
  return BigInt(value);
}

// lastSyncedAt 0 means "never", not 1970: `=== undefined` asks for absence.
