const KINDS = [
  'integration.created',
  'integration.updated',
  'integration.failed',
];

/** What orders the events of a wallet; arrival says nothing. */
function standing(event) {
  const occurred = Date.parse(event.timestamp);
  const synced = event.data.lastSyncedAt ?? 0;
  const kind = KINDS.indexOf(event.event);
  // With grants, the envelope's time is that of the delivery, and only
  // lastSyncedAt tells when something happened.
  return 'grant_id' in event
    ? [synced, occurred, kind]
    : [occurred, synced, kind];
}

function isNewer(left, right) {
  const place = left.findIndex((value, index) => value !== right[index]);
  return place >= 0 && left[place] > right[place];
}

/** Takes an integration event unless a newer one was taken before. */
export function applyIntegration(wallets, event) {
  const { data } = event;
  // Both: a wallet's id alone could be another user's, one day.
  const key = JSON.stringify([data.uid ?? event.grant_id, data.walletId]);
  const known = wallets.get(key);
  // What is not there yet is made, by an update too: 'created' may be late.
  if (known === undefined || isNewer(standing(event), known.standing)) {
    wallets.set(key, { data, standing: standing(event) });
  }
}
