// The paths of the timeline: few elements, however much there is to draw.

const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 15000, 30000, 60000, 120000, 300000, 600000,
  900000, 1800000, 3600000, 7200000, 10800000, 21600000, 43200000, 86400000, 172800000, 604800000, 1209600000,
  2592000000, 7776000000, 31536000000,
];

// Moments to mark on the axis, at most so many.
function ticks(from, to, most) {
  const step = STEPS.find((each) => (to - from) / each <= most) || STEPS.at(-1);
  const list = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) list.push(at);
  return { step, list };
}

function tickText(at, step) {
  if (at === 0) return '0';
  let rest = Math.abs(at);
  const words = [];
  for (const [name, size] of UNITS.slice(0, 4)) {
    const value = Math.floor(rest / size);
    rest -= value * size;
    if (value > 0) words.push(value + name);
  }
  if (rest > 0) words.push(`${rest}ms`);
  return (at < 0 ? '−' : '') + words.slice(step < 60000 ? -2 : -3).join(' ');
}

// Collects shapes by class, so that all of one class are one element.
class Pen {
  constructor() {
    this.paths = new Map();
  }

  add(name, d) {
    const list = this.paths.get(name);
    if (list) list.push(d); else this.paths.set(name, [d]);
  }

  bar(name, x, y, width, height) {
    this.add(name, `M${x.toFixed(1)} ${y}h${Math.max(1.5, width).toFixed(1)}v${height}h${-Math.max(1.5, width).toFixed(1)}z`);
  }

  dot(name, x, y, radius) {
    this.add(name, `M${(x - radius).toFixed(1)} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0z`);
  }

  cross(name, x, y, radius) {
    this.add(name, `M${(x - radius).toFixed(1)} ${y - radius}l${radius * 2} ${radius * 2}m0 ${-radius * 2}l${-radius * 2} ${radius * 2}`);
  }

  diamond(name, x, y, radius) {
    this.add(name, `M${x.toFixed(1)} ${y - radius}l${radius} ${radius}l${-radius} ${radius}l${-radius} ${-radius}z`);
  }

  line(name, x, y, width, height) {
    this.add(name, `M${x.toFixed(1)} ${y}l${width.toFixed(1)} ${height}`);
  }

  get elements() {
    return [...this.paths].map(([name, list]) => s('path', { class: name, d: list.join('') }));
  }
}

// Names in the order in which they are laid over one another.
const WORST = ['accepted', 'dropped', 'cancelled', 'retried', 'pending', 'failed'];

// Where the parts of a lane stand in its height: jobs in up to four lines, deliveries below them.
function layout(lane, height) {
  const isTall = height >= 48;
  const lines = isTall ? Math.min(4, Math.max(1, lane.depth)) : 1;
  if (!isTall) return { isTall, lines, top: 4, pitch: Math.max(6, height - 14), bar: 9, base: height - 7 };
  const pitch = Math.min(26, (height - 36) / lines);
  const top = Math.max(8, (height - lines * pitch - 24) / 2);
  return { isTall, lines, top, pitch, bar: 18, base: Math.round(top + lines * pitch + 12) };
}

// Draws one lane between two moments. `x` gives the place of a moment, `y` and `height` those of the lane.
function drawLane(pen, lane, view, y, height) {
  const { x, from, to, width } = view;
  const { isTall, lines, top, pitch, bar, base } = layout(lane, height);
  for (const job of lane.jobs) {
    if (job.start > to) break;
    if (job.end < from) continue;
    const left = Math.max(-4, x(job.start));
    const right = Math.min(width + 4, job.end === Infinity ? width + 4 : x(job.end));
    const line = isTall ? Math.min(job.line, lines - 1) : 0;
    const jobTop = Number((y + top + line * pitch).toFixed(1));
    const jobHeight = Number(Math.max(3, Math.min(bar, pitch - 3)).toFixed(1));
    const tone = job.isFailed ? 'job failed' : job.isOpen ? `job ${job.kind} open` : `job ${job.kind}`;
    if (job.kind === 'sync' && job.begun !== null && job.begun > job.start) {
      const begun = Math.min(Math.max(left, x(job.begun)), right);
      pen.bar('job queued', left, jobTop, begun - left, jobHeight);
      pen.bar(tone, begun, jobTop, right - begun, jobHeight);
    } else {
      pen.bar(tone, left, jobTop, right - left, jobHeight);
    }
  }
  drawDeliveries(pen, lane, view, y + base, isTall);
}

function drawDeliveries(pen, lane, view, base, isTall) {
  const { x, from, to, width } = view;
  // A delivery may have begun long before what is in sight and still be tried.
  const last = firstAt(lane.rows, to + 1);
  const first = firstAt(lane.rows, from);
  for (let index = Math.max(0, first - 50); index < first; index += 1) {
    if (lane.rows[index].end >= from) drawDelivery(pen, lane.rows[index], view, base, isTall);
  }
  if (last - first > width / 5) {
    drawHeap(pen, lane.rows, first, last, view, base, isTall);
    return;
  }
  for (let index = first; index < last; index += 1) drawDelivery(pen, lane.rows[index], view, base, isTall);
}

// Many deliveries: columns of four pixels, as high as there are many, in the colour of the worst.
function drawHeap(pen, rows, first, last, view, base, isTall) {
  let index = first;
  while (index < last) {
    const column = Math.floor(view.x(rows[index].at) / 4);
    let worst = 0;
    let many = 0;
    let isHit = false;
    while (index < last && Math.floor(view.x(rows[index].at) / 4) === column) {
      worst = Math.max(worst, WORST.indexOf(rows[index].state));
      isHit = isHit || rows[index].isHit;
      many += 1;
      index += 1;
    }
    const size = Math.min(isTall ? 16 : 9, 3 + Math.ceil(Math.log2(many + 1)) * 2);
    pen.bar(`heap ${WORST[worst]}`, column * 4, base + 4 - size, 3, size);
    if (isHit) pen.diamond('hit', column * 4 + 1.5, base - (isTall ? 16 : 9), 2.5);
  }
}

function drawDelivery(pen, row, view, base, isTall) {
  const { x } = view;
  const at = x(row.at);
  const radius = isTall ? 3.8 : 2.6;
  if (isTall) pen.line(`event ${row.type.split('.')[0]}`, at, base - 9, 0, 13);
  if (x(row.end) - at > 1) pen.line('wait', at, base, x(row.end) - at, 0);
  for (const attempt of row.attempts) {
    const due = x(attempt.due);
    const settled = x(attempt.settled);
    const name = attempt.outcome === OUTCOME.delivered ? (attempt.number > 1 ? 'retried' : 'accepted')
      : attempt.outcome === OUTCOME.failed ? 'failed' : attempt.outcome === OUTCOME.cancelled || attempt.outcome === OUTCOME.forged ? 'cancelled' : 'retry';
    if (settled - due > 1) pen.bar(`try ${name}`, due, base - 1.5, settled - due, 3);
    if (name === 'failed') pen.cross('answer failed', settled, base, radius);
    else pen.dot(`answer ${name}`, settled, base, radius);
    if (attempt.marks.length > 0) pen.diamond('hit', due, base - (isTall ? 13 : 8), 3.2);
  }
  if (row.attempts.length === 0) pen.dot(`answer ${row.state}`, at, base, radius);
  if (row.marks.length > 0) pen.diamond('hit', at, base - (isTall ? 13 : 8), 3.2);
}

// Reads of the probe: those of each moment as one mark, with how many there are beside it, which is returned.
function drawReads(pen, probes, x, width, height) {
  pen.line('rule', 0, 25.5, width, 0);
  const moments = new Map();
  for (const read of probes) {
    if (moments.has(read.at)) moments.get(read.at).push(read); else moments.set(read.at, [read]);
  }
  const counts = [];
  for (const [at, reads] of moments) {
    const place = x(at);
    if (place < -8 || place > width + 8) continue;
    pen.line('readline', Math.round(place) + 0.5, 26, 0, height - 26);
    pen.diamond(`read ${sumOf(reads)}`, place, 13, 6);
    counts.push(s('text', { x: (place - 14).toFixed(1), y: 17, 'text-anchor': 'end' }, count(reads.length, 'read', 'reads')));
  }
  return counts;
}

// What reads come to together: the last of a subject counts, and what differed above all.
function sumOf(reads) {
  const last = new Map(reads.map((read) => [read.subject, read.outcome]));
  const outcomes = new Set([...last.values(), ...reads.map((read) => read.outcome).filter((each) => each === 'differed')]);
  return ['differed', 'unreadable', 'held'].find((each) => outcomes.has(each)) || 'undecided';
}
