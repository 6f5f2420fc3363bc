// The record of a run as the data brings it, taken apart: deliveries, their attempts, lanes and jobs.

const OUTCOME = { pending: 0, retry: 1, delivered: 2, failed: 3, cancelled: 4, forged: 5 };

const STATES = {
  accepted: { word: 'accepted', tone: 'good' },
  retried: { word: 'retried', tone: 'wary' },
  failed: { word: 'failed', tone: 'bad' },
  cancelled: { word: 'cancelled', tone: 'plain' },
  dropped: { word: 'never sent', tone: 'plain' },
  pending: { word: 'pending', tone: 'wary' },
};

const READS = {
  held: { word: 'as expected', tone: 'good' },
  differed: { word: 'not as expected', tone: 'bad' },
  unreadable: { word: 'could not be read', tone: 'wary' },
  undecided: { word: 'not yet as expected, asked again', tone: 'plain' },
};

class Model {
  constructor(run) {
    this.run = run;
    this.record = run.record;
    this.rows = [];
    this.bySequence = new Map();
    this.readsByPlace = new Map(run.probes.map((read) => [read.place, read]));
    this.readRows();
    this.makeLanes();
    this.end = Math.max(run.simulated, 1, ...this.lanes.map((lane) => lane.end));
  }

  readRows() {
    const { rows, ids, attempts, marks, attemptMarks, answers, omitted, signed, signatures } = this.record;
    const unsent = new Set(this.record.unsent);
    let sequence = 0;
    let at = 0;
    let next = 0;
    for (let index = 0; index < ids.length; index += 1) {
      sequence += rows.sequence[index];
      at += rows.at[index];
      const row = {
        index, sequence, at, id: ids[index], user: rows.user[index], hook: rows.hook[index],
        type: this.record.types[rows.type[index]] || `event ${rows.type[index]}`, wallet: rows.wallet[index],
        status: this.record.statuses[rows.status[index]] || '', outcome: rows.outcome[index],
        size: rows.size[index], attempts: [], tries: [], marks: [], omitted: 0, end: at, isHit: false,
      };
      for (let each = 0; each < rows.count[index]; each += 1, next += 1) {
        const due = at + attempts.due[next];
        const attempt = {
          index: next, number: attempts.number[next], due, settled: due + attempts.lasts[next],
          code: attempts.code[next], took: attempts.took[next], outcome: attempts.means[next],
          error: this.record.errors[attempts.error[next]] || '', isResent: attempts.resent[next] === 1,
          marks: [], answer: '', signature: '', isSent: !unsent.has(attempts.error[next]),
        };
        row.attempts.push(attempt);
        // What was forged, or says that a webhook was deleted, is no attempt of the delivery.
        if (attempt.outcome !== OUTCOME.forged && attempt.outcome !== OUTCOME.cancelled) row.tries.push(attempt);
        row.end = Math.max(row.end, attempt.settled);
      }
      this.rows.push(row);
      this.bySequence.set(sequence, row);
    }
    const all = this.rows.flatMap((row) => row.attempts);
    for (const [place, ...rest] of marks) this.rows[place].marks = this.marks(rest);
    for (const [place, ...rest] of attemptMarks) all[place].marks = this.marks(rest);
    for (const [place, text] of answers) all[place].answer = text;
    for (let place = 0; place < omitted.length; place += 2) this.rows[omitted[place]].omitted = omitted[place + 1];
    for (let place = 0; place < signed.length; place += 2) all[signed[place]].signature = signatures[signed[place + 1]];
    for (const row of this.rows) {
      row.isHit = row.marks.length > 0 || row.attempts.some((attempt) => attempt.marks.length > 0);
      row.state = this.state(row);
    }
  }

  marks(list) {
    const marks = [];
    for (let place = 0; place < list.length; place += 3) {
      marks.push({ fault: list[place], name: list[place + 1], detail: list[place + 2] });
    }
    return marks;
  }

  state(row) {
    if (row.marks.some((each) => each.name === 'drop')) return 'dropped';
    if (row.outcome === OUTCOME.failed) return 'failed';
    if (row.outcome === OUTCOME.cancelled) return 'cancelled';
    if (row.outcome === OUTCOME.delivered) return row.tries.some((each) => each.number > 1) ? 'retried' : 'accepted';
    return 'pending';
  }

  // What a user is called: by the scenario's name where there is one.
  userName(user) {
    return this.record.names[user] || this.record.users[user] || 'nobody';
  }

  hookName(hook) {
    return this.record.hooks[hook] || `webhook ${hook}`;
  }

  makeLanes() {
    const lanes = new Map();
    this.hookCount = new Set(this.rows.map((row) => row.hook)).size;
    for (const row of this.rows) {
      const key = `${row.user} ${row.hook}`;
      let lane = lanes.get(key);
      if (!lane) {
        lane = { user: row.user, hook: row.hook, rows: [], jobs: [], depth: 0, end: 0, first: row.at, place: 0 };
        lanes.set(key, lane);
      }
      row.lane = lane;
      lane.rows.push(row);
      lane.end = Math.max(lane.end, row.end);
    }
    const first = new Map();
    for (const lane of lanes.values()) first.set(lane.user, Math.min(lane.first, first.get(lane.user) ?? Infinity));
    this.lanes = [...lanes.values()].sort((a, b) =>
      first.get(a.user) - first.get(b.user) || a.user - b.user || a.hook - b.hook);
    this.lanes.forEach((lane, place) => {
      lane.place = place;
      lane.rows.sort((a, b) => a.at - b.at || a.sequence - b.sequence);
    });
    this.findJobs();
  }

  // The work for a user, in the lane that tells the most of it: a webhook need not be told how a job ends.
  findJobs() {
    const fullest = new Map();
    for (const lane of this.lanes) {
      const best = fullest.get(lane.user);
      if (!best || lane.rows.length > best.rows.length) fullest.set(lane.user, lane);
    }
    const told = new Map();
    for (const row of this.rows) {
      if (!told.has(row.hook)) told.set(row.hook, new Set());
      told.get(row.hook).add(row.type);
    }
    for (const lane of fullest.values()) {
      const types = told.get(lane.hook);
      lane.jobs = jobs(lane.rows).filter((job) => !job.isOpen || ENDS[job.kind].some((type) => types.has(type)));
      lane.depth = pack(lane.jobs);
    }
  }

  // The exact body of a delivery, put together from what it shares with others; null where it is not here.
  body(row) {
    const pieces = this.pieces(row.index);
    if (!pieces) return null;
    const time = new Date(this.record.start + row.at).toISOString();
    const written = this.record.inSeconds ? time.replace(/\.\d+Z$/, 'Z') : time;
    return pieces.map((word) => this.record.words[word]).join(',').replace('\u0001', () => row.id).replace('\u0002', () => written);
  }

  pieces(index) {
    const form = this.record.bodies[index];
    if (!Array.isArray(form)) return null;
    const changes = [];
    let place = index;
    while (this.record.bodies[place][0] >= 0) {
      changes.push(this.record.bodies[place]);
      [place] = this.record.bodies[place];
    }
    const pieces = this.record.bodies[place].slice(1);
    for (const change of changes.reverse()) {
      for (let each = 1; each < change.length; each += 2) pieces[change[each]] = change[each + 1];
    }
    return pieces;
  }
}

// What faults tell once more, or add: none of it is work of the provider.
const TOLD_AGAIN = new Set(['duplicate', 'fanOut', 'unknownEvent']);

// What the provider was working at, as its events tell: syncs of integrations, and the two stages of recalculations.
// An event that several grants are told, each with a delivery of its own, is still one.
function jobs(rows) {
  const found = [];
  const syncs = new Map();
  const stages = new Map();
  const close = (job, row, isFailed) => {
    job.end = row.at;
    job.isFailed = isFailed;
    job.isOpen = false;
    job.rows.push(row);
  };
  for (const row of rows) {
    if (row.marks.some((each) => TOLD_AGAIN.has(each.name))) continue;
    const [family, what] = row.type.split('.');
    if (family === 'integration') {
      const running = syncs.get(row.wallet);
      if (row.status === 'QUEUED' && !running) {
        const job = { kind: 'sync', start: row.at, end: row.at, begun: null, isOpen: true, isFailed: false, rows: [row], wallet: row.wallet };
        syncs.set(row.wallet, job);
        found.push(job);
      } else if (running && (row.status === 'ONGOING' || row.status === 'SYNCING')) {
        if (running.begun === null) running.begun = row.at;
        running.rows.push(row);
      } else if (running && (what === 'failed' || what === 'deleted' || row.status === 'COMPLETED')) {
        close(running, row, what !== 'updated');
        syncs.delete(row.wallet);
      }
    } else if (family === 'transfer_detection' || family === 'costbasis') {
      if (what === 'started') {
        if (stages.get(family)?.start === row.at) continue;
        const kind = family === 'costbasis' ? 'cost' : 'transfer';
        const job = { kind, start: row.at, end: row.at, begun: row.at, isOpen: true, isFailed: false, rows: [row], wallet: -1 };
        stages.set(family, job);
        found.push(job);
      } else if (stages.has(family)) {
        close(stages.get(family), row, what === 'failed');
        stages.delete(family);
      }
    }
  }
  for (const job of found) if (job.isOpen) job.end = Infinity;
  return found.sort((a, b) => a.start - b.start);
}

// Gives each job the first line that is free; returns how many lines there are.
function pack(list) {
  const ends = [];
  for (const job of list) {
    let line = ends.findIndex((end) => end <= job.start);
    if (line < 0) line = ends.length;
    ends[line] = job.end;
    job.line = line;
  }
  return ends.length;
}

// What tells that a job has ended.
const ENDS = {
  sync: ['integration.updated', 'integration.failed'],
  transfer: ['transfer_detection.completed', 'transfer_detection.failed'],
  cost: ['costbasis.completed', 'costbasis.failed'],
};

const JOBS = { sync: 'sync', transfer: 'transfer detection', cost: 'cost basis' };

// How often a delivery was tried, those attempts included that are not here.
function triesCount(row) {
  return row.tries.length + row.omitted;
}

// What came of an attempt, in a word.
function answerText(attempt) {
  return attempt.code > 0 ? String(attempt.code) : attempt.error || 'no answer';
}

// The place of the first row of a sorted list that does not come before a moment.
function firstAt(rows, moment) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].at < moment) low = middle + 1; else high = middle;
  }
  return low;
}
