import { randomBytes } from 'node:crypto';

/** A request that is not the provider's; the reason is for the log alone. */
export class Refused extends Error {}

/** Status and body of the answer, whatever the handler does. */
export async function respond(handle, log = console) {
  try {
    // Awaited here: a rejection outside would end the process.
    return { status: await handle(), body: '{}' };
  } catch (error) {
    if (error instanceof Refused) {
      // Never the expected signature, in the log neither: it would be valid.
      log.warn(`refused: ${error.message}`);
      return { status: 401, body: '{"error":"unauthorized"}' };
    }
    // The trace goes to the log. The answer only says where to look.
    const reference = randomBytes(8).toString('hex');
    log.error(`failed, reference ${reference}`, error);
    const body = JSON.stringify({ error: 'internal', reference });
    return { status: 500, body };
  }
}
