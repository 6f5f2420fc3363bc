// A consumer as there are many: it compares signatures with timingSafeEqual, which throws where lengths differ,
// within a handler that nobody watches. One short signature ends the process.
'use strict';
const crypto = require('crypto');
const http = require('http');

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const wanted = crypto.createHmac('sha256', process.env.WEBHOOK_SECRET).update(Buffer.concat(chunks)).digest('hex');
    const given = request.headers['x-webhook-signature'];
    const isRight = crypto.timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
    response.writeHead(isRight ? 200 : 401).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
