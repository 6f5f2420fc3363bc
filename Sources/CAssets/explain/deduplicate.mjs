// CREATE TABLE webhook_seen (
//   id TEXT PRIMARY KEY, seen_at TIMESTAMPTZ NOT NULL DEFAULT now());
const MARK = 'INSERT INTO webhook_seen (id) VALUES ($1) ON CONFLICT DO NOTHING';

/**
 * Does an event's work once, however often it comes; the status to answer.
 *
 * @param client one connection of PostgreSQL (pg), not the pool
 */
export async function takeOnce(client, event, work) {
  // One transaction: if the work throws, the mark is undone with it, and the
  // retry finds the event new.
  await client.query('BEGIN');
  try {
    // The signed id: whoever replays a body can change X-Webhook-Id. It is
    // opaque text. Content is no key: equal events can both be real. The
    // primary key decides between two at once; a SELECT before would not.
    const { rowCount } = await client.query(MARK, [event.id]);
    // Counters are counted by SQL (SET n = n + 1), never read and written.
    if (rowCount === 1) await work(client, event);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  // A duplicate is a success: any other answer asks for it again.
  return 200;
}
