const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The status to answer, and the event where it is 200. */
export function receive(body, isAuthentic) {
  // First of all: until then the bytes are a stranger's. A body parser in
  // front would answer 400 to them, or 500.
  if (!isAuthentic(body)) return { status: 401 };
  let event;
  try {
    // fatal: else broken UTF-8 becomes U+FFFD without a word.
    event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // Not JSON, or not UTF-8.
    return { status: 400 };
  }
  // JSON can be null, a list or a number; a schema would do this too.
  const isEvent =
    isObject(event) &&
    typeof event.id === 'string' &&
    typeof event.event === 'string' &&
    isObject(event.data);
  return isEvent ? { status: 200, event } : { status: 400 };
}
