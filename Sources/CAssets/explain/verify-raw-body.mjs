import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether the signature is that of the body, a Buffer as it came. */
export function isAuthentic(body, signature, secret) {
  // A missing header is undefined, and Buffer.from(undefined) throws.
  if (typeof signature !== 'string') return false;
  // The key is the secret as it is shown, with its prefix whsec_.
  const expected = createHmac('sha256', secret).update(body).digest('hex');
  const given = Buffer.from(signature);
  const wanted = Buffer.from(expected);
  // timingSafeEqual throws on lengths that differ; these are of bytes, since
  // as many characters can be more bytes.
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

// Express: express.raw({ type: 'application/json' }) makes req.body a Buffer;
// JSON.stringify(req.body) is not what was signed.
