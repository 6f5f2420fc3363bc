const NAME = 'x-webhook-signature';
// Exactly what the provider sends.
const FORM = /^[0-9a-f]{64}$/;

/**
 * The signature's 32 bytes; null when it is missing, doubled or garbled. The
 * caller answers 401 to null. Nothing here throws.
 *
 * @param headers those of node:http, whose names are lowercase
 */
export function readSignature(headers) {
  const value = headers[NAME];
  // Two headers arrive as one, 'a, b', which is not of the form. Without the
  // form, Buffer.from would drop what is not hex and return fewer bytes.
  if (typeof value !== 'string' || !FORM.test(value)) return null;
  return Buffer.from(value, 'hex');
}
