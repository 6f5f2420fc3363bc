const BYTES_MAX = 1_048_576;

/**
 * The status (200 to go on) and the body of a request of node:http, chunked
 * or not.
 *
 * server.requestTimeout ends a slow sender; it is five minutes unless set.
 */
export async function readBody(request) {
  const chunks = [];
  let count = 0;
  // To its end in any case: what is left unread would pass for the next
  // request of the connection, or reset it before the answer is read.
  for await (const chunk of request) {
    count += chunk.length;
    // Counted, not kept: nobody fills the memory.
    if (count <= BYTES_MAX) chunks.push(chunk);
  }
  if (count > BYTES_MAX) return { status: 413 };
  // "Application/JSON; charset=utf-8" is JSON as well (RFC 9110, 8.3.1).
  const [mediaType] = (request.headers['content-type'] ?? '').split(';');
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    return { status: 415 };
  }
  return { status: 200, body: Buffer.concat(chunks) };
}

// Express: express.raw({ type: 'application/json', limit: '1mb' }); without a
// limit of your own it is 100 kB.
