// A consumer on Node's own http server that does all that can be asked of one, for every profile.
//
// - Only what is signed is believed: the body, verified byte for byte; events, ids and times are the body's.
// - An id is remembered in the moment in which its work is done; what comes again is acknowledged without effect.
// - Jobs go by data.timestamp, at equal times the end wins; integrations by the time of the envelope, or, where
//   that is the time of the delivery, by lastSyncedAt before it. What was deleted stays so.
// - What is not known is passed over, what is signed and no event is refused with 400, all else with one 401.
//
// Prints the port it listens on. The secret is in WEBHOOK_SECRET, the one before in WEBHOOK_SECRET_PREVIOUS; with
// CLOSES=1 it closes each connection after its answer. `/debug/state` tells of the users that were heard of last;
// `/debug/reset` and `/debug/fail-next` do what they say.
'use strict';
const crypto = require('crypto');
const http = require('http');

const secrets = [process.env.WEBHOOK_SECRET, process.env.WEBHOOK_SECRET_PREVIOUS].filter(Boolean);
const bodyBytesMax = 1 << 20;
const usersShownMax = 32;
const statuses = new Set(
  ['QUEUED', 'ONGOING', 'SYNCING', 'COMPLETED', 'FAILED', 'DELETING', 'DELETED', 'INACTIVE', 'active'],
);
const jobRanks = new Map([['started', 0], ['completed', 1], ['failed', 1]]);
const processed = new Set();
const users = new Map();
let failsNext = false;

// Whether a body carries its signature: 64 lower-case hex digits, compared in constant time.
function isSigned(body, signature) {
  if (!/^[0-9a-f]{64}$/.test(signature ?? '')) return false;
  const given = Buffer.from(signature, 'hex');
  const matches = secrets.map((secret) =>
    crypto.timingSafeEqual(crypto.createHmac('sha256', secret).update(body).digest(), given),
  );
  return matches.includes(true);
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

// The body as an event; undefined where it is none.
function readEvent(body) {
  let event;
  try {
    event = JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
  if (!isObject(event) || !isObject(event.data)) return undefined;
  const isNamed = typeof (event.event ?? event.type) === 'string';
  return isNamed && typeof event.id === 'string' && event.id !== '' ? event : undefined;
}

// The user of a name, who is then the one that was heard of last.
function user(owner) {
  const found = users.get(owner) ?? { wallets: new Map(), jobs: new Map() };
  users.delete(owner);
  users.set(owner, found);
  return found;
}

function member(map, key) {
  if (!map.has(key)) map.set(key, {});
  return map.get(key);
}

// Whether one pair comes before another.
const isBefore = ([a, b], [c, d]) => a < c || (a === c && b < d);

function applyIntegration(wallet, action, event) {
  const data = event.data;
  if (action === 'deleted') wallet.isDeleted = true;
  const time = String(event.timestamp ?? '');
  // With grants the envelope's time is that of the delivery, which a retry made anew may have later.
  const order = [event.grant_id && !data.uid ? data.lastSyncedAt || 0 : 0, time];
  const isKnown = ['created', 'updated', 'failed'].includes(action);
  if (!isKnown || isBefore(order, wallet.order ?? [0, ''])) return;
  if (statuses.has(data.status)) wallet.status = data.status;
  wallet.order = order;
  const { alias, totalTransactions, lastSyncedAt } = data;
  wallet.details = { alias, totalTransactions, lastSyncedAt };
}

function applyJob(job, action, data) {
  const order = [data.timestamp || 0, jobRanks.get(action)];
  if (isBefore(order, job.order ?? [0, 0])) return;
  Object.assign(job, { order, status: action, reason: data.reason ?? null });
}

function apply(event) {
  const data = event.data;
  const owner = data.uid || event.grant_id;
  const [category, action] = (event.event ?? event.type).split('.');
  if (typeof owner !== 'string') return;
  if (category === 'integration' && typeof data.walletId === 'string') {
    applyIntegration(member(user(owner).wallets, data.walletId), action, event);
  } else if (['transfer_detection', 'costbasis'].includes(category) && jobRanks.has(action)) {
    applyJob(member(user(owner).jobs, category), action, data);
  }
}

function takeDelivery(body, signature) {
  if (!isSigned(body, signature)) return 401;
  const event = readEvent(body);
  if (event === undefined) return 400;
  if (failsNext) {
    failsNext = false;
    return 503;
  }
  if (processed.has(event.id)) return 204;
  apply(event);
  processed.add(event.id);
  return 204;
}

function shown({ wallets, jobs }) {
  const alive = [...wallets].filter(([, wallet]) => !wallet.isDeleted);
  return {
    integrations: Object.fromEntries(alive.map(([name, wallet]) => [name, wallet.status ?? null])),
    details: Object.fromEntries(alive.map(([name, wallet]) => [name, wallet.details])),
    reasons: Object.fromEntries([...jobs].map(([name, job]) => [name, job.reason])),
    ...Object.fromEntries([...jobs].map(([name, job]) => [name, job.status])),
  };
}

function state() {
  const last = [...users].slice(-usersShownMax);
  const shownUsers = Object.fromEntries(last.map(([name, found]) => [name, shown(found)]));
  return JSON.stringify({ processed: processed.size, users: shownUsers });
}

// What is asked for by a method and a path, as a status and a body.
const routes = new Map([
  ['POST /webhooks/kryptos', (body, signature) => [takeDelivery(body, signature)]],
  ['GET /debug/state', () => [200, state()]],
  ['POST /debug/reset', () => {
    processed.clear();
    users.clear();
    return [204];
  }],
  ['POST /debug/fail-next', () => {
    failsNext = true;
    return [204];
  }],
]);

function answer(request, response, chunks, size) {
  const route = routes.get(`${request.method} ${request.url}`);
  const isPath = [...routes.keys()].some((known) => known.endsWith(` ${request.url}`));
  let status = isPath ? 405 : 404;
  let text;
  if (size > bodyBytesMax) status = 413;
  else if (route) [status, text] = route(Buffer.concat(chunks), request.headers['x-webhook-signature']);
  if (process.env.CLOSES) response.setHeader('Connection', 'close');
  if (text !== undefined) response.setHeader('Content-Type', 'application/json');
  response.writeHead(status).end(text ?? (status >= 400 ? `${http.STATUS_CODES[status]}\n` : undefined));
}

const server = http.createServer((request, response) => {
  const chunks = [];
  let size = 0;
  request.on('data', (chunk) => {
    size += chunk.length;
    if (size <= bodyBytesMax) chunks.push(chunk);
  });
  request.on('end', () => answer(request, response, chunks, size));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
