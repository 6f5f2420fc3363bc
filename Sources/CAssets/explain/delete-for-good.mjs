// A value of its own, not the absence of one: absence looks like "not yet".
export const DELETED = Object.freeze({ status: 'DELETED' });

/** Takes an integration event; after a deletion nothing else counts. */
export function applyOrBury(wallets, event, apply) {
  const { data } = event;
  const key = JSON.stringify([data.uid ?? event.grant_id, data.walletId]);
  // Late or repeated. Connecting again would bring another walletId.
  if (wallets.get(key) === DELETED) return;
  if (event.event === 'integration.deleted') {
    // Also when the wallet was never seen: its other events may be late.
    wallets.set(key, DELETED);
  } else {
    apply(wallets, event);
  }
}
