// The parts of the page but for the timeline and the table.

function verdictSection(run) {
  const figures = [
    ['events', number(run.events.reduce((sum, [, many]) => sum + many, 0)), ''],
    ['deliveries', number(run.deliveries.total), deliveryNote(run.deliveries)],
    ['attempts', number(run.attempts), run.retries > 0 ? count(run.retries, 'retry', 'retries') : ''],
    ['p95 answer', run.ack ? micro(run.ack[1]) : '–', run.ack ? `p50 ${micro(run.ack[0])}` : 'none came'],
    ['simulated', span(run.simulated), `in ${span(run.wall)}${run.resumed ? ', resumed' : ''}`],
  ];
  return h('section', { class: `verdict ${TONES[run.verdict]}`, 'aria-label': 'Verdict' },
    h('p', { class: 'badge' }, mark(run.verdict), h('b', {}, run.verdict), h('span', {}, `exit ${run.exitCode}`)),
    h('h1', {}, run.scenario),
    run.explanation && h('p', { class: 'why' }, run.explanation),
    h('dl', { class: 'identity' },
      pair('seed', run.seed, true), pair('profile', run.profile, false), pair('digest', run.digest, true)),
    run.reproduction && h('div', { class: 'again' },
      h('code', { tabindex: '0', 'aria-label': 'Command that runs it again' }, run.reproduction), copyButton(run.reproduction, 'command')),
    h('dl', { class: 'figures' }, figures.map(([name, value, note]) => h('div', {},
      h('dt', {}, name), h('dd', {}, value, note && h('span', { class: 'quiet' }, note))))));
}

function pair(name, value, isMono) {
  return h('div', { class: name }, h('dt', {}, name), h('dd', { class: isMono ? 'mono' : '' }, value));
}

function deliveryNote(counts) {
  const parts = [];
  for (const name of ['failed', 'pending', 'cancelled', 'dropped']) {
    if (counts[name] > 0) parts.push(`${number(counts[name])} ${name}`);
  }
  return parts.join(', ') || (counts.total > 0 ? 'all accepted' : '');
}

// What was judged: first what did not hold, each with what it stands on.
function checksSection(run, model, select, selectRead) {
  const isOpen = (check) => check.verdict === 'fail' || check.verdict === 'inconclusive' || check.verdict === 'warn';
  const open = run.checks.filter(isOpen);
  const rest = run.checks.filter((check) => !isOpen(check));
  const list = h('ul', { class: 'checks' }, open.map((check) => h('li', {}, brokenCheck(check, model, select, selectRead))));
  const skipped = rest.filter((check) => check.verdict === 'skip').length;
  const holding = `${count(rest.length - skipped, 'expectation', 'expectations')} held`;
  const held = rest.length > 0 && h('details', { class: 'held', open: open.length === 0 },
    h('summary', {}, skipped > 0 ? `${holding}, ${skipped} skipped` : holding),
    h('ul', { class: 'checks' }, rest.map((check) => h('li', {}, heldCheck(check)))));
  return section('Expectations', open.length > 0 ? `${open.length} of ${run.checks.length} did not hold` : '', open.length > 0 && list, held);
}

function heldCheck(check) {
  return h('div', { class: 'held-check' }, mark(check.verdict), h('div', {},
    h('p', {}, check.name, ' ', h('span', { class: 'quiet' }, tags(check))),
    h('p', { class: 'quiet small' }, check.message.split('\n')[0])));
}

function tags(check) {
  return [check.id, check.severity === 'must' ? '' : check.severity].filter(Boolean).join(' · ');
}

function brokenCheck(check, model, select, selectRead) {
  const [first, ...lines] = check.message.split('\n');
  const texts = new Set(check.evidence.map(([, text]) => text));
  const others = lines.filter((line) => !texts.has(line) && !(check.evidence.length > 0 && /^and [\d,]+ more$/.test(line)));
  return h('article', { class: `check ${TONES[check.verdict]}` },
    h('header', {}, mark(check.verdict), h('h3', {}, check.name, ' ', h('span', { class: 'quiet' }, tags(check)))),
    h('p', {}, first),
    check.expected && h('dl', { class: 'versus' },
      h('div', {}, h('dt', {}, 'expected'), h('dd', {}, check.expected)),
      check.actual && h('div', {}, h('dt', {}, 'found'), h('dd', {}, check.actual))),
    others.length > 0 && h('pre', { class: 'lines' }, others.join('\n')),
    check.evidence.length > 0 && longList('evidence', check.evidence, ([sequence, text]) => evidence(sequence, text, model, select, selectRead)),
    check.omitted > 0 && h('p', { class: 'quiet small' }, `and ${number(check.omitted)} more`));
}

// A delivery by its sequence, or a read of the probe, which are counted downwards from -1.
function evidence(sequence, text, model, select, selectRead) {
  const read = model.rows.length > 0 && model.readsByPlace.get(-1 - sequence);
  if (read) {
    return h('li', {}, h('button', { type: 'button', class: 'link', onclick: () => selectRead(read) }, text),
      h('span', { class: `state ${READS[read.outcome].tone}` }, READS[read.outcome].word));
  }
  const row = model.bySequence.get(sequence);
  if (!row) return h('li', {}, text);
  const state = STATES[row.state];
  return h('li', {}, h('button', { type: 'button', class: 'link', onclick: () => select(row) }, text),
    h('span', { class: `state ${state.tone}` }, state.word), h('span', { class: 'quiet' }, ` +${span(row.at)}`));
}

function faultsSection(run, model, select) {
  if (run.faults.length === 0) return null;
  const hits = run.faults.map(() => []);
  for (const row of model.rows) {
    const faults = new Set([...row.marks, ...row.attempts.flatMap((each) => each.marks)].map((each) => each.fault));
    for (const fault of faults) if (hits[fault]) hits[fault].push(row);
  }
  return section('Faults', count(run.faults.reduce((sum, each) => sum + each.injected, 0), 'injection', 'injections'),
    h('ul', { class: 'faults' }, run.faults.map((fault, place) => h('li', {},
      h('header', {}, h('span', { class: 'fault' }, '◆ ', h('b', {}, fault.name)),
        fault.legality && h('span', { class: `tag ${fault.legality}` }, fault.legality),
        h('span', { class: 'times' }, `× ${number(fault.injected)}`)),
      h('p', {}, fault.summary, fault.aim && h('span', { class: 'quiet' }, ` · ${fault.aim}`)),
      hitList(hits[place], fault, model, select)))));
}

function hitList(rows, fault, model, select) {
  if (fault.injected === 0) return h('p', { class: 'quiet small' }, 'It hit nothing in this run.');
  if (rows.length === 0) return h('p', { class: 'quiet small' }, 'What it hit is not among the deliveries shown here.');
  const make = (row) => h('li', {}, h('button', { type: 'button', class: 'link', onclick: () => select(row) }, row.type),
    h('span', { class: 'quiet' }, ` ${model.userName(row.user)} +${span(row.at)} `),
    h('span', { class: `state ${STATES[row.state].tone}` }, STATES[row.state].word));
  return longList('hits', rows.slice(0, 200), make);
}

// The first items of a list, and a button for the rest.
function longList(name, items, make) {
  const list = h('ul', { class: name }, items.slice(0, 6).map(make));
  if (items.length <= 8) {
    list.append(...items.slice(6).map(make));
    return list;
  }
  const more = h('button', { type: 'button', class: 'more' }, `Show ${items.length - 6} more`);
  more.addEventListener('click', () => {
    list.append(...items.slice(6).map(make));
    more.remove();
  });
  return [list, more];
}

// How long answers took: bars over a logarithmic axis, with three marks.
function answersSection(run) {
  if (!run.ack) return section('Answers', '', h('p', { class: 'quiet' }, 'No answer ever came.'));
  const quantiles = h('dl', { class: 'quantiles' }, ['p50', 'p95', 'p99', 'max'].map((name, place) => pair(name, micro(run.ack[place]), false)));
  // A report that is made of reports knows no more.
  if (run.histogram.length === 0) return section('Answers', `the longest ${micro(run.ack[3])}`, quantiles);
  // Drawn for the width that there is, so that its texts keep their size.
  const width = innerWidth < 640 ? Math.max(240, innerWidth - 32) : 640;
  const height = 150;
  const base = height - 26;
  const low = Math.log10(Math.max(1, run.histogram[0]));
  const high = Math.max(low + 0.5, Math.log10(run.ack[3] + 1));
  const x = (value) => 8 + (Math.log10(Math.max(1, value)) - low) / (high - low) * (width - 16);
  const bars = 64;
  const bins = new Array(bars).fill(0);
  for (let place = 0; place < run.histogram.length; place += 3) {
    const share = (x((run.histogram[place] + run.histogram[place + 1]) / 2) - 8) / (width - 16);
    bins[Math.max(0, Math.min(bars - 1, Math.floor(share * bars)))] += run.histogram[place + 2];
  }
  const most = Math.max(...bins);
  const pitch = (width - 16) / bars;
  const pen = new Pen();
  bins.forEach((many, bin) => {
    if (many === 0) return;
    const size = Math.max(2, many / most * (base - 30));
    pen.bar('column', 8 + bin * pitch, Number((base - size).toFixed(1)), pitch - 1.5, Number(size.toFixed(1)));
  });
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Answers: p50 ${micro(run.ack[0])}, p95 ${micro(run.ack[1])}, p99 ${micro(run.ack[2])}, longest ${micro(run.ack[3])}` },
    s('path', { class: 'rule', d: `M0 ${base + 0.5}H${width}` }), pen.elements, decades(low, high, x, base, width), percentiles(run.ack, x, base, width));
  return section('Answers', `${number(run.histogram.reduce((sum, each, place) => place % 3 === 2 ? sum + each : sum, 0))} answers, the longest ${micro(run.ack[3])}`,
    h('figure', { class: 'histogram' }, svg), quantiles);
}

function decades(low, high, x, base, width) {
  const marks = [];
  for (let power = Math.floor(low); power <= high; power += 1) {
    for (const times of high - low > 1.6 ? [1] : [1, 2, 5]) {
      const value = times * 10 ** power;
      const at = x(value);
      if (Math.log10(value) < low || at > width - 10) continue;
      marks.push(s('text', { x: at.toFixed(1), y: base + 17, 'text-anchor': at < 30 ? 'start' : 'middle' }, micro(value)));
    }
  }
  return marks;
}

// Three lines with their names, each on the first line of text where there is room for it.
function percentiles(ack, x, base, width) {
  const taken = [];
  return ['p50', 'p95', 'p99'].map((name, place) => {
    const at = x(ack[place]);
    const isLeft = at > width - 40;
    const left = isLeft ? at - 30 : at;
    let line = taken.findIndex((end) => end <= left);
    if (line < 0) line = taken.length;
    taken[line] = left + 32;
    const y = 12 + line * 13;
    return [s('path', { class: 'percentile', d: `M${at.toFixed(1)} ${y}V${base}` }),
      s('text', { class: 'percentile', x: (at + (isLeft ? -4 : 4)).toFixed(1), y: y + 4, 'text-anchor': isLeft ? 'end' : 'start' }, name)];
  });
}

function eventsSection(run) {
  const list = run.events.filter(([, many]) => many > 0);
  const most = Math.max(1, ...list.map(([, many]) => many));
  return section('Events', '', list.length === 0 ? h('p', { class: 'quiet' }, 'None was emitted.') : h('table', { class: 'events' },
    h('tbody', {}, list.map(([name, many]) => {
      const bar = s('svg', { class: `bar ${name.split('.')[0]}`, viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        s('rect', { width: Math.max(1, many / most * 100), height: 8 }));
      return h('tr', {}, h('th', { scope: 'row' }, name), h('td', { class: 'bars' }, bar), h('td', { class: 'many' }, number(many)));
    }))));
}

function consumerSection(run) {
  if (run.stderr.length === 0) return null;
  return section('Consumer', `its last ${count(run.stderr.length, 'line', 'lines')} on stderr`,
    h('pre', { class: 'stderr', tabindex: '0', 'aria-label': 'Last lines of the consumer' }, run.stderr.join('\n')));
}

function section(title, note, ...children) {
  const id = title.toLowerCase();
  return h('section', { class: `part-${id}`, 'aria-labelledby': `${id}-title` },
    h('header', { class: 'title' }, h('h2', { id: `${id}-title` }, title), note && h('p', { class: 'quiet' }, note)), ...children);
}
