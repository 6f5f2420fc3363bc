// Follows the page's model.js: what it makes of a record.
import assert from 'node:assert/strict';

function row(type, at, more = {}) {
  return { type, at, wallet: -1, status: '', marks: [], ...more };
}

function kinds(rows) {
  return jobs(rows).map((job) => [job.kind, job.start, job.end, job.isFailed]);
}

const chain = [
  row('transfer_detection.started', 0), row('transfer_detection.completed', 8), row('costbasis.started', 8), row('costbasis.failed', 28),
];
const told = [['transfer', 0, 8, false], ['cost', 8, 28, true]];
assert.deepEqual(kinds(chain), told);

// Two grants of one user share a lane.
assert.deepEqual(kinds(chain.flatMap((each) => [each, { ...each }])), told);

for (const name of ['duplicate', 'fanOut', 'unknownEvent']) {
  const marks = [{ fault: 0, name, detail: 1 }];
  const late = chain.map((each) => ({ ...each, at: each.at + 1, marks }));
  const all = [...chain, ...late].sort((a, b) => a.at - b.at);
  assert.deepEqual(kinds(all), told, name);
}

// A stage that begins again later is another one.
assert.equal(kinds([...chain, ...chain.map((each) => ({ ...each, at: each.at + 60 }))]).length, 4);

// One delivery, with a forged request beside its only attempt, and one whose webhook was deleted before a second.
const columns = (names, rows) => Object.fromEntries(names.map((name, place) => [name, rows.map((each) => each[place])]));
const model = new Model({
  simulated: 10,
  probes: [{ place: 4, at: 10, subject: 'processed', outcome: 'held' }],
  record: {
    start: 0, types: ['a.b'], users: ['u'], names: [''], hooks: ['main'], wallets: [], statuses: [], errors: ['refused'], unsent: [0],
    ids: ['one', 'two'], bodies: [0, 0], words: [], marks: [], answers: [], omitted: [1, 3],
    attemptMarks: [[0, 0, 'tamper', 2]], signatures: ['5ec0'], signed: [1, 0],
    rows: columns(['sequence', 'at', 'user', 'hook', 'type', 'wallet', 'status', 'outcome', 'size', 'count'],
      [[1, 0, 0, 0, 0, -1, -1, 2, 9, 2], [1, 0, 0, 0, 0, -1, -1, 4, 9, 2]]),
    attempts: columns(['number', 'due', 'lasts', 'code', 'took', 'means', 'error', 'resent'],
      [[1, 0, 0, 401, 5, 5, -1, 0], [1, 0, 0, 200, 5, 2, -1, 0], [1, 0, 0, 0, 5, 1, 0, 0], [2, 0, 0, 0, 0, 4, -1, 0]]),
  },
});
const [first, second] = model.rows;
assert.deepEqual(first.attempts.map((each) => each.code), [401, 200]);
assert.deepEqual(first.tries.map((each) => each.code), [200]);
assert.equal(first.state, 'accepted');
assert.equal(triesCount(first), 1);
assert.deepEqual(first.attempts.map((each) => each.signature), ['', '5ec0']);
assert.equal(second.tries.length, 1);
assert.equal(triesCount(second), 4);
assert.equal(answerText(second.tries[0]), 'refused');
assert.deepEqual(model.rows.flatMap((each) => each.attempts).map((each) => each.isSent), [true, true, false, true]);
assert.equal(model.readsByPlace.get(4).subject, 'processed');

process.stdout.write('checked\n');
