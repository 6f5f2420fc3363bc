const MINUTE = 60_000;
// Longer than any retry and any replay by hand that you want to take. Ids are
// forgotten after REMEMBERED + SKEW, never earlier: what is taken is known.
const REMEMBERED = 30 * 24 * 60 * MINUTE;
const SKEW = 5 * MINUTE;
// With its zone: Date.parse takes much else, and some of it as local time.
const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Whether a verified body is young enough to be told from a replay. The
 * timestamp is the body's: the header's is not signed, and says when the
 * attempt was made.
 */
export function isTimely(timestamp, now = Date.now()) {
  if (!FORM.test(timestamp)) return false;
  const age = now - Date.parse(timestamp);
  // NaN, of a 13th month, compares as false.
  return age >= -SKEW && age <= REMEMBERED;
}
