const CHARACTERS_MIN = 16;

/** The signing secret, or the end of the start: call it before listening. */
export function requireSecret(environment, name = 'WEBHOOK_SECRET') {
  // Files and dashboards leave a line's end behind; it is no part of the key.
  const secret = (environment[name] ?? '').trim();
  // createHmac takes '' and 'undefined' as keys, and so does whoever forges:
  // never `secret || ''`. They are too short, as is all that can be guessed.
  if (secret.length < CHARACTERS_MIN) {
    // The value itself stays out of the message, and so out of logs.
    throw new Error(`${name} is unset or no secret; refusing to start`);
  }
  return secret;
}
