// A consumer as the provider's Node sample shows it, on Node's own http server, with what its best
// practices ask for: verification over the raw body, deduplication by the id, state by event.
// Deliveries of an account service are told by their 'type'; of their head nothing but the signature is used.
//
// Prints the port it listens on; the secret is in WEBHOOK_SECRET.
'use strict';
const crypto = require('crypto');
const http = require('http');

const secret = process.env.WEBHOOK_SECRET;
const processed = new Set();
let users = {};
let repeats = 0;

function verifyWebhookSignature(payload, signature) {
  const expected = crypto.createHmac('sha256', secret).update(payload).digest('hex');
  const given = Buffer.from(signature || '');
  const wanted = Buffer.from(expected);
  return given.length === wanted.length && crypto.timingSafeEqual(given, wanted);
}

function apply(payload) {
  const data = payload.data;
  // Later bodies name no user; they are for a grant.
  const owner = data.uid ?? payload.grant_id;
  users[owner] ??= { transfer_detection: null, costbasis: null, integrations: {} };
  const user = users[owner];
  const [category, action] = payload.event.split('.');
  if (category !== 'integration') user[category] = data.status;
  else if (action === 'deleted') delete user.integrations[data.walletId];
  else user.integrations[data.walletId] = data.status;
}

function applyAccount({ type, data }) {
  const [category, action] = type.split('.');
  const owner = category === 'user' ? data.id : data.user_id;
  users[owner] ??= { status: null, projects: {}, payments: {} };
  const user = users[owner];
  if (category === 'payment') user.payments[data.id] = data.status;
  else if (category === 'file') user.projects[data.project_id].files += 1;
  else if (category === 'user' && action === 'deleted') delete users[owner];
  else if (category === 'user') user.status = data.status;
  else if (action === 'deleted') delete user.projects[data.id];
  else user.projects[data.id] = { status: data.status, files: user.projects[data.id]?.files ?? 0 };
}

function handle(body, request) {
  if (!verifyWebhookSignature(body, request.headers['x-webhook-signature'])) return 401;
  const payload = JSON.parse(body);
  const isOfAccount = payload.type !== undefined;
  if (!isOfAccount && request.headers['x-webhook-event'] !== payload.event) return 400;
  const id = isOfAccount ? payload.id : request.headers['x-webhook-id'];
  if (processed.has(id)) {
    repeats += 1;
    return 200;
  }
  processed.add(id);
  if (isOfAccount) applyAccount(payload);
  else apply(payload);
  return 200;
}

const server = http.createServer((request, response) => {
  if (request.method === 'GET' && request.url === '/debug/state') {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ processed: processed.size, repeats, users }));
    return;
  }
  if (request.method === 'DELETE' && request.url === '/debug/state') {
    processed.clear();
    users = {};
    repeats = 0;
    response.writeHead(204).end();
    return;
  }
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const isWebhook = request.method === 'POST' && request.url === '/webhooks/kryptos';
    response.statusCode = isWebhook ? handle(Buffer.concat(chunks), request) : 404;
    response.end();
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
