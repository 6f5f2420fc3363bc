// Runs a sample for Express as it stands in the provider's documents: `node serve.js FILE`.
//
// Around it is only what it leaves to its reader: an app, the functions that it calls, and a port, which is printed.
'use strict';
const fs = require('fs');
const express = require('express');

const source = fs.readFileSync(process.argv[2], 'utf8');
const app = express();
// A sample that reads `req.body` as a value has had it parsed.
if (!source.includes('express.raw')) app.use(express.json());
const handlers = ['processWebhook', 'handleUserCreated', 'handleUserUpdated', 'handleProjectCreated'];
const names = ['require', 'express', 'app', ...handlers];
new Function(...names, source)(require, express, app, ...handlers.map(() => () => {}));

const server = app.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
  // Nobody reads what the sample prints.
  for (const stream of [process.stdout, process.stderr]) stream.write = () => true;
});
