/** Calls the handler of a verified event; false when there is none. */
export function route(event, headers, handlers, log = console) {
  // "event" is under the signature. (In some profiles it is called "type".)
  const kind = event.event;
  // The header is not: it is compared for the log, and may be missing.
  const announced = headers['x-webhook-event'] ?? kind;
  if (announced !== kind) {
    const words = [announced, kind].map((word) => JSON.stringify(word));
    log.warn(`header says ${words[0]}, body says ${words[1]}`);
  }
  // A Map: a plain object has 'constructor' and other keys of its own.
  const handler = handlers.get(kind);
  if (handler === undefined) return false;
  handler(event.data);
  return true;
}
