// Runs every Node remedy of `portsim explain` on right and on wrong input.
//
//     remedies.mjs FOLDER
//
// FOLDER holds the remedies. Prints the stem of each that holds; an error with its
// place ends the process with code 1.

import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv[2]);
const SECRET = `whsec_${'0123456789abcdef'.repeat(4)}`;
const BODY = Buffer.from('{"id":"whd_1","event":"integration.created","data":{"alias":"é"}}');
const SIGNATURE = createHmac('sha256', SECRET).update(BODY).digest('hex');
// What is no signature, and must neither be taken nor throw.
const GARBLED = [
  '', ' ', SIGNATURE.slice(1), `${SIGNATURE}0`, 'abc', 'a'.repeat(10_000), 'zz'.repeat(32),
  '\xe9'.repeat(64), 'é'.repeat(32), `sha256=${SIGNATURE}`, `${SIGNATURE}\n`,
  `${SIGNATURE}, ${SIGNATURE}`,
];
const quiet = { info() {}, warn() {}, error() {} };
const signed = () => true;

const checks = {
  'verify-raw-body'(m) {
    equal(m.isAuthentic(BODY, SIGNATURE, SECRET), true);
    for (const signature of [undefined, '0'.repeat(64), ...GARBLED]) {
      equal(m.isAuthentic(BODY, signature, SECRET), false);
    }
    equal(m.isAuthentic(Buffer.concat([BODY, Buffer.from(' ')]), SIGNATURE, SECRET), false);
    equal(m.isAuthentic(BODY, SIGNATURE, `${SECRET}\n`), false);
  },

  'read-signature'(m) {
    const read = (value) => m.readSignature({ 'x-webhook-signature': value });
    deepEqual(read(SIGNATURE), Buffer.from(SIGNATURE, 'hex'));
    for (const value of [undefined, SIGNATURE.toUpperCase(), ...GARBLED]) equal(read(value), null);
    equal(m.readSignature({}), null);
  },

  'require-secret'(m) {
    equal(m.requireSecret({ WEBHOOK_SECRET: `${SECRET}\n` }), SECRET);
    for (const value of ['', ' \n', 'None', 'null', 'undefined', 'changeme']) {
      throws(() => m.requireSecret({ WEBHOOK_SECRET: value }), /refusing to start/);
    }
    throws(() => m.requireSecret({}), /WEBHOOK_SECRET/);
    throws(
      () => m.requireSecret({ WEBHOOK_SECRET: 'tooShort' }),
      (error) => !error.message.includes('tooShort'),
    );
  },

  'rotate-secrets'(m) {
    const given = Buffer.from(SIGNATURE, 'hex');
    const another = 'new'.repeat(9);
    for (const secrets of [[SECRET], [another, SECRET], [SECRET, another]]) {
      equal(m.isAuthenticByAny(BODY, given, secrets), true);
    }
    for (const secrets of [[], [another], ['', 'undefined']]) {
      equal(m.isAuthenticByAny(BODY, given, secrets), false);
    }
    equal(m.isAuthenticByAny(BODY, given.subarray(1), [SECRET]), false);
  },

  'verify-before-parse'(m) {
    deepEqual(m.receive(BODY, signed), { status: 200, event: JSON.parse(BODY) });
    const wrong = ['', '{"id":', '[]', 'null', '5', '{"event":5}', '['.repeat(100_000)];
    for (const body of [...wrong.map((text) => Buffer.from(text)), Buffer.from([0xff])]) {
      deepEqual(m.receive(body, () => false), { status: 401 });
      deepEqual(m.receive(body, signed), { status: 400 });
    }
    for (const change of [{ data: null }, { data: [] }, { id: 1 }, { event: null }]) {
      const body = Buffer.from(JSON.stringify({ ...JSON.parse(BODY), ...change }));
      deepEqual(m.receive(body, signed), { status: 400 });
    }
  },

  async 'refuse-uniformly'(m) {
    equal((await m.respond(async () => 200, quiet)).status, 200);
    for (const reason of [`wrong ${SIGNATURE}`, 'none']) {
      const refuse = async () => {
        throw new m.Refused(reason);
      };
      const answer = { status: 401, body: '{"error":"unauthorized"}' };
      deepEqual(await m.respond(refuse, quiet), answer);
    }
    const { status, body } = await m.respond(() => undefined.walletId, quiet);
    deepEqual([status, JSON.parse(body).error], [500, 'internal']);
    ok(!/walletId|Error|\.mjs/.test(body));
  },

  'route-by-body'(m) {
    const calls = [];
    const handlers = new Map([
      ['integration.created', (data) => calls.push(['created', data])],
      ['integration.deleted', (data) => calls.push(['deleted', data])],
    ]);
    const event = { event: 'integration.created', data: 1 };
    for (const headers of [{}, { 'x-webhook-event': 'integration.deleted' }]) {
      equal(m.route(event, headers, handlers, quiet), true);
    }
    deepEqual(calls, [['created', 1], ['created', 1]]);
    for (const kind of ['new.kind', 'constructor', '__proto__']) {
      equal(m.route({ event: kind, data: 1 }, {}, handlers, quiet), false);
    }
  },

  async deduplicate(m) {
    const seen = new Set();
    const statements = [];
    let pending;
    // A table with a primary key, inside transactions.
    const client = {
      async query(text, values) {
        statements.push(text.split(' ')[0]);
        if (text === 'BEGIN') pending = new Set();
        if (text === 'COMMIT') pending.forEach((id) => seen.add(id));
        if (text === 'ROLLBACK') pending = undefined;
        if (!text.startsWith('INSERT')) return {};
        equal(text.includes('ON CONFLICT DO NOTHING'), true);
        const isNew = !seen.has(values[0]) && !pending.has(values[0]);
        pending.add(values[0]);
        return { rowCount: isNew ? 1 : 0 };
      },
    };
    const done = [];
    const work = async (_, event) => {
      if (event.fails) throw new Error('the first time only');
      done.push(event.id);
    };
    for (let round = 0; round < 3; round += 1) {
      equal(await m.takeOnce(client, { id: 'a', content: 'x' }, work), 200);
    }
    await rejects(m.takeOnce(client, { id: 'b', fails: true }, work), /first time only/);
    deepEqual(statements.slice(-3), ['BEGIN', 'INSERT', 'ROLLBACK']);
    equal(await m.takeOnce(client, { id: 'b', content: 'x' }, work), 200);
    equal(await m.takeOnce(client, { id: 'A', content: 'x' }, work), 200);
    deepEqual(done, ['a', 'b', 'A']);
  },

  'order-jobs'(m) {
    const job = (status, timestamp, others = {}) => ({
      data: { uid: 'u', action: 'DETECT_TRANSFER', status, reason: null, timestamp, ...others },
    });
    const after = (...events) => {
      const jobs = new Map();
      for (const event of events) m.applyJob(jobs, event);
      return [...jobs.values()];
    };
    const status = (...events) => after(...events).map((one) => one.status).join();
    equal(status(job('started', 1), job('completed', 2)), 'completed');
    equal(status(job('completed', 2), job('started', 1)), 'completed');
    equal(status(job('started', 1), job('completed', 1)), 'completed');
    equal(status(job('completed', 1), job('started', 1)), 'completed');
    equal(status(job('completed', 2), job('started', 3)), 'started');
    equal(status(job('completed', 2), job('started', 3), job('failed', 4)), 'failed');
    equal(status(job('completed', 2), job('paused', 3)), 'paused');
    equal(status(job('completed', 2), job('started', 3, { uid: 'v' })), 'completed,started');
    const costBasis = { action: 'ACCOUNT_MANAGER' };
    equal(status(job('completed', 4, costBasis), job('started', 5)), 'completed,started');
    equal(after(job('failed', 1, { reason: 'r'.repeat(300) }))[0].reason.length, 300);
    const grants = ['g', 'h'].map((grant_id) => ({ ...job('started', 1, { uid: undefined }), grant_id }));
    equal(after(...grants).length, 2);
    const [lost] = after(job('started', 0));
    deepEqual([3_600_000, 3_600_001].map((now) => m.isOverdue(lost, now)), [false, true]);
    equal(m.isOverdue(after(job('completed', 0))[0], 1e13), false);
  },

  'order-integrations'(m) {
    const status = (...events) => {
      const wallets = new Map();
      for (const event of events) m.applyIntegration(wallets, event);
      return [...wallets.values()].map((one) => one.data.status).join();
    };
    const created = wallet('created', 1, 'QUEUED');
    const ongoing = wallet('updated', 2, 'ONGOING');
    const completed = wallet('updated', 3, 'COMPLETED', { lastSyncedAt: 3 });
    const failed = wallet('failed', 3, 'FAILED');
    equal(status(created, ongoing, completed), 'COMPLETED');
    equal(status(completed, ongoing, created), 'COMPLETED');
    equal(status(failed, wallet('updated', 4, 'ONGOING')), 'ONGOING');
    equal(status(failed, ongoing), 'FAILED');
    equal(status(wallet('updated', 1, 'ONGOING'), created), 'ONGOING');
    equal(status(completed, wallet('created', 9, 'QUEUED', { uid: 'v' })), 'COMPLETED,QUEUED');
    equal(status(completed, wallet('created', 9, 'QUEUED', { walletId: 'x' })), 'COMPLETED,QUEUED');
    // Sent later, happened earlier.
    const old = { ...wallet('updated', 9, 'ONGOING', { lastSyncedAt: 1 }), grant_id: 'g' };
    equal(status({ ...completed, grant_id: 'g' }, old), 'COMPLETED');
  },

  'delete-for-good'(m) {
    const after = (...events) => {
      const wallets = new Map();
      const apply = (all, { data }) => all.set(JSON.stringify([data.uid, data.walletId]), data);
      for (const event of events) m.applyOrBury(wallets, event, apply);
      return [...wallets.values()].map((one) => one.status).join();
    };
    const created = wallet('created', 1, 'QUEUED');
    const deleted = wallet('deleted', 5, 'COMPLETED');
    equal(after(created), 'QUEUED');
    equal(after(created, deleted, wallet('updated', 9, 'ONGOING')), 'DELETED');
    equal(after(deleted, created), 'DELETED');
    equal(after(deleted, deleted), 'DELETED');
    equal(after(deleted, wallet('created', 6, 'QUEUED', { walletId: 'x' })), 'DELETED,QUEUED');
  },

  'tolerate-unknown'(m) {
    const calls = [];
    const handlers = new Map([['integration.created', (data) => calls.push(data)]]);
    for (const event of ['portfolio.rebalanced', '', 'constructor', 'integration.created']) {
      equal(m.take({ event, data: event, workspace_id: null }, handlers, quiet), 200);
    }
    deepEqual(calls, ['integration.created']);
    deepEqual(['ONGOING', 'INACTIVE', 'constructor'].map(m.label), ['Syncing', 'INACTIVE', 'constructor']);
  },

  'optional-fields'(m) {
    const data = { empty: '', null: null, text: 'x', number: 0, half: 0.5 };
    const texts = ['empty', 'null', 'absent', 'number', 'text'];
    deepEqual(texts.map((key) => m.optionalText(data, key)), [null, null, null, null, 'x']);
    const integers = ['number', 'null', 'absent', 'text', 'half'];
    deepEqual(integers.map((key) => m.optionalInteger(data, key)), [0, null, null, null, null]);
    const owners = [{ data: { uid: 'u' }, grant_id: 'g' }, { data: {}, grant_id: 'g' }, { data: { uid: null } }];
    deepEqual(owners.map(m.owner), ['u', 'g', null]);
  },

  async 'read-body'(m) {
    const results = [];
    const server = createServer(async (incoming, response) => {
      results.push(await m.readBody(incoming));
      response.writeHead(results.at(-1).status).end();
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const send = (type, body, chunked = false) =>
      new Promise((resolve, reject) => {
        const headers = { 'Content-Type': type };
        headers[chunked ? 'Transfer-Encoding' : 'Content-Length'] = chunked ? 'chunked' : body.length;
        const outgoing = request({ port: server.address().port, method: 'POST', headers });
        outgoing.on('error', reject);
        outgoing.on('response', (response) => {
          response.resume().on('end', () => resolve(response.statusCode));
        });
        outgoing.end(body);
      });
    const json = 'application/json';
    equal(await send(json, BODY), 200);
    equal(await send('Application/JSON ; charset=utf-8', BODY, true), 200);
    deepEqual(results.map((result) => result.body), [BODY, BODY]);
    equal(await send(json, Buffer.alloc(1_048_576)), 200);
    equal(await send(json, Buffer.alloc(1_048_577)), 413);
    equal(await send(json, Buffer.alloc(2_000_000), true), 413);
    equal(await send('text/plain', BODY), 415);
    equal((await m.readBody(Object.assign([], { headers: {} }))).status, 415);
    server.close();
    server.closeAllConnections();
  },

  'wide-integers'(m) {
    deepEqual([3_000_000_000, 0].map(m.whole), [3_000_000_000n, 0n]);
    deepEqual(['1640995200000.0', '1e3'].map(JSON.parse).map(m.whole), [1_640_995_200_000n, 1000n]);
    for (const value of [1.5, true, '1', null, undefined, 2 ** 53, Infinity, NaN]) {
      throws(() => m.whole(value), RangeError);
    }
  },

  async 'acknowledge-first'(m) {
    const spool = await mkdtemp(join(tmpdir(), 'spool-'));
    try {
      for (const [id, body] of [['../../etc', '1'], ['a', '2'], ['a', '2'], ['\ud800', '3']]) {
        equal(await m.acknowledge(spool, id, Buffer.from(body)), 200);
      }
      const taken = [];
      const failAtTwo = async (body) => {
        if (String(body) === '2') throw new Error('the first time only');
        taken.push(String(body));
      };
      await rejects(m.work(spool, failAtTwo), /first time only/);
      await m.work(spool, async (body) => taken.push(String(body)));
      deepEqual([taken.sort(), await readdir(spool)], [['1', '2', '3'], []]);
    } finally {
      await rm(spool, { recursive: true });
    }
  },

  async 'keep-text-verbatim'(m) {
    const queries = [];
    const client = { query: async (text, values) => queries.push([text, values]) };
    const texts = ["'; DROP TABLE wallet;--", ' <b>{{7*7}} ', '../../etc', '👩‍👩‍👧 \u202e e\u0301 \r\n'];
    for (const text of texts) await m.storeAlias(client, 'w', text);
    deepEqual(queries.map(([, values]) => values), texts.map((text) => [text, 'w']));
    ok(queries.every(([text]) => text.includes('$1') && !text.includes('DROP')));
    equal(m.storable('a\0b\ud800c'), 'a\ufffdb\ufffdc');
    equal(m.asHTML('<script>\'"&'), '&lt;script&gt;&#39;&quot;&amp;');
    equal(m.asLog('a\r\nGET /').includes('\n'), false);
  },

  async 'guard-fetches'(m) {
    const url = 'https://storage.googleapis.com/logo.png';
    const to = (...addresses) => async () => addresses.map((address) => ({ address }));
    equal(await m.addressToFetch(url, to('142.250.1.2')), '142.250.1.2');
    for (const address of ['127.0.0.1', '169.254.169.254', '10.0.0.1', '192.168.1.1', '172.31.0.1', '224.0.0.1']) {
      equal(await m.addressToFetch(url, to('142.250.1.2', address)), null);
    }
    equal(await m.addressToFetch(url, to()), null);
    for (const wrong of [
      url.replace('https', 'http'), 'https://evil.example/', 'https://storage.googleapis.com:8443/',
      'https://me@storage.googleapis.com/', 'https://storage.googleapis.com@127.0.0.1/', 'file:///etc/passwd',
      '', 'https://[',
    ]) {
      equal(await m.addressToFetch(wrong, to('142.250.1.2')), null);
    }
  },

  'serve-in-place'(m) {
    const path = '/webhooks/kryptos';
    for (const one of [path, `${path}/`]) equal(m.gate('POST', 'https', one).status, 200);
    for (const method of ['GET', 'PUT', 'HEAD']) {
      deepEqual(m.gate(method, 'https', path), { status: 405, headers: { Allow: 'POST' } });
    }
    equal(m.gate('POST', 'http', path).status, 403);
    equal(m.gate('POST', 'https', '/').status, 404);
  },

  'limit-age'(m) {
    const now = Date.parse('2026-03-01T00:00:00Z');
    const timely = (age) => m.isTimely(new Date(now - age).toISOString(), now);
    const day = 86_400_000;
    deepEqual([7_200_000, 30 * day, -300_000].map(timely), [true, true, true]);
    deepEqual([30 * day + 1, -300_001].map(timely), [false, false]);
    equal(m.isTimely('2026-02-20T18:09:07Z', now), true);
    for (const text of ['', 'yesterday', '2026-02-20T18:09:07', '2026-13-20T18:09:07Z']) {
      equal(m.isTimely(text, now), false);
    }
  },
};

function wallet(kind, second, status, others = {}) {
  return {
    event: `integration.${kind}`,
    timestamp: `2026-01-01T00:00:0${second}.000Z`,
    data: { uid: 'u', walletId: 'w', status, lastSyncedAt: 0, ...others },
  };
}

for (const [stem, check] of Object.entries(checks)) {
  await check(await import(pathToFileURL(join(folder, `${stem}.mjs`))));
  console.log(stem);
}
