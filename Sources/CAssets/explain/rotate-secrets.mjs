import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether one of the secrets made the signature, given as 32 bytes. While a
 * secret is being replaced there are two, new and old. No secret at all makes
 * nothing authentic.
 */
export function isAuthenticByAny(body, signature, secrets) {
  if (signature.length !== 32) return false;
  let isAuthentic = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(body).digest();
    // Not some(): the answer takes as long whichever secret it was.
    isAuthentic = timingSafeEqual(expected, signature) || isAuthentic;
  }
  return isAuthentic;
}
