import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';

const WAITING_MAX = 10_000;

async function waiting(spool) {
  return (await readdir(spool)).filter((name) => name.endsWith('.json'));
}

/**
 * Keeps a verified body and returns the status to answer, at once. A table or
 * a queue service does as well, if it is durable.
 */
export async function acknowledge(spool, id, body) {
  // Better than an answer that is too late: 503 is sent again.
  if ((await waiting(spool)).length >= WAITING_MAX) return 503;
  // A hash, since an id is a stranger's text and no file name.
  const name = createHash('sha256').update(id).digest('hex');
  const part = join(spool, `${randomUUID()}.part`);
  const file = await open(part, 'wx');
  await file.writeFile(body);
  // On the disk before the answer: after a 200 nobody sends it again.
  await file.sync();
  await file.close();
  await rename(part, join(spool, `${name}.json`));
  return 200;
}

/** One pass of the worker, in a process of its own. */
export async function work(spool, handle) {
  for (const name of await waiting(spool)) {
    await handle(await readFile(join(spool, name)));
    // Last: what fails stays and is tried again.
    await unlink(join(spool, name));
  }
}
