// For people only: what is stored is the provider's own word.
const LABELS = new Map([
  ['QUEUED', 'Waiting'],
  ['ONGOING', 'Syncing'],
  ['COMPLETED', 'Up to date'],
]);

/** The status to answer; an event that is not known is a success too. */
export function take(event, handlers, log = console) {
  // A Map: a plain object has 'constructor' and other keys of its own.
  const handler = handlers.get(event.event);
  if (handler === undefined) {
    // 4xx would lose it without a trace, 5xx would bring it again.
    log.info(`no handler for ${JSON.stringify(event.event)}`);
  } else {
    // Handlers pick the keys they know; no schema forbids others.
    handler(event.data);
  }
  return 200;
}

/** What to show for a status; a new word shows as it is. */
export function label(status) {
  return LABELS.get(status) ?? status;
}
