// What there is to know of one delivery: its requests, its attempts, and what was done to it; or what the probe said.

class Details {
  constructor(model) {
    this.model = model;
    this.root = h('aside', { class: 'details', 'aria-label': 'Selection', tabindex: '-1' });
    this.show(null);
  }

  show(row) {
    this.fill(row ? this.delivery(row) : this.hints());
    this.root.classList.toggle('empty', !row);
  }

  showReads(reads, wanted) {
    this.fill(this.probe(reads, wanted));
    this.root.classList.remove('empty');
    const found = this.root.querySelector('.wanted');
    if (found) this.root.scrollTop = found.offsetTop - 60;
  }

  fill(children) {
    this.root.replaceChildren(...children);
    this.root.scrollTop = 0;
  }

  hints() {
    const keys = [
      ['+', '−', 'zoom'], ['←', '→', 'move in time'], ['↑', '↓', 'move among lanes'], ['0', 'whole run'],
      ['j', 'k', 'next and previous delivery'],
    ];
    if (this.model.run.probes.length > 0) keys.push(['p', 'reads of the probe']);
    return [
      h('p', { class: 'quiet' }, 'Select a delivery to see its body and attempts.'),
      h('dl', { class: 'keys' }, keys.map((list) => h('div', {},
        h('dt', {}, list.slice(0, -1).map((key) => h('kbd', {}, key))), h('dd', {}, list.at(-1))))),
      h('p', { class: 'quiet small' }, 'The wheel zooms once the timeline has focus, and always with Ctrl. Drag or pinch works too.'),
    ];
  }

  delivery(row) {
    const { model } = this;
    const state = STATES[row.state];
    const facts = [
      ['user', model.userName(row.user), model.record.names[row.user] ? model.record.users[row.user] : ''],
      ['webhook', model.hookName(row.hook), ''],
      ['emitted', `+${exactSpan(row.at)}`, clock(model.record.start + row.at)],
      ['id', row.id, ''],
    ];
    return [
      h('header', {},
        h('p', { class: 'quiet small' }, `Delivery ${number(row.sequence)}`),
        h('h3', {}, row.type),
        h('p', { class: `state ${state.tone}` }, state.word)),
      h('dl', { class: 'facts' }, facts.map(([name, value, more]) => h('div', {},
        h('dt', {}, name), h('dd', {}, value, more && h('span', { class: 'quiet' }, ` ${more}`))))),
      row.marks.length > 0 && h('div', { class: 'faultlist' }, row.marks.map((each) => this.fault(each))),
      h('h4', {}, triesCount(row) === 1 ? 'Attempt' : 'Attempts'),
      this.attempts(row),
      h('h4', {}, 'Body ', h('span', { class: 'quiet' }, `${number(row.size)} bytes`)),
      this.body(row),
    ].filter(Boolean);
  }

  fault(each) {
    const held = ['delay', 'reorder', 'burst', 'outage'].includes(each.name) && each.detail > 0;
    const copy = each.name === 'duplicate' || each.name === 'fanOut';
    const more = held ? `held ${span(each.detail)}` : copy ? `copy ${each.detail}` : each.name === 'clockSkew' ? `off by ${span(each.detail)}` : '';
    return h('span', { class: 'fault' }, '◆ ', each.name, more && h('span', { class: 'quiet' }, ` ${more}`));
  }

  attempts(row) {
    if (row.attempts.length === 0) {
      return h('p', { class: 'quiet' }, row.state === 'dropped' ? 'A fault kept it from being sent.' : 'None was made.');
    }
    const list = h('ol', { class: 'attempts' }, row.attempts.map((attempt) => this.attempt(row, attempt)));
    return row.omitted > 0 ? [list, h('p', { class: 'quiet' }, `${count(row.omitted, 'more attempt', 'more attempts')} not shown`)] : list;
  }

  attempt(row, attempt) {
    if (attempt.outcome === OUTCOME.cancelled) {
      return h('li', { class: 'plain' }, h('b', {}, 'cancelled'), h('span', { class: 'quiet' }, ` +${exactSpan(attempt.settled)}, its webhook was deleted`));
    }
    if (attempt.outcome === OUTCOME.forged) return this.forged(attempt);
    const tone = attempt.outcome === OUTCOME.delivered ? 'good' : attempt.outcome === OUTCOME.failed ? 'bad' : 'wary';
    const result = attempt.code > 0 ? String(attempt.code) : attempt.error || 'no answer';
    const waited = attempt.settled - attempt.due;
    const wait = attempt.due - row.at;
    return h('li', { class: tone },
      h('b', {}, result), attempt.code > 0 && attempt.error && ` ${attempt.error}`,
      h('span', { class: 'quiet' }, ` in ${micro(attempt.took)}`),
      h('div', { class: 'quiet small' }, `#${attempt.number} due +${exactSpan(attempt.due)}`,
        wait > 0 && `, ${span(wait)} after the event`, waited > 0 && `, settled ${span(waited)} later`,
        attempt.isResent && ', sent again on a new connection'),
      attempt.marks.length > 0 && h('div', { class: 'faultlist' }, attempt.marks.map((each) => this.fault(each))),
      attempt.isSent && h('details', { class: 'head', open: attempt === row.tries.at(-1) },
        h('summary', {}, 'Request headers'), this.headers(row, attempt)),
      attempt.answer && h('pre', { class: 'answer' }, attempt.answer));
  }

  // A request that no provider would send: to refuse it is right.
  forged(attempt) {
    const isTaken = attempt.code >= 200 && attempt.code < 300;
    return h('li', { class: isTaken ? 'bad' : 'good' },
      h('b', {}, attempt.code > 0 ? String(attempt.code) : attempt.error || 'no answer'),
      h('span', { class: 'quiet' }, ` to a forged request beside attempt ${attempt.number}, ${isTaken ? 'taken' : 'refused'}`),
      h('div', { class: 'faultlist' }, attempt.marks.map((each) => this.fault(each))));
  }

  // As they went out, but for the host, which no report names.
  headers(row, attempt) {
    const { record, run } = this.model;
    const time = new Date(record.start + attempt.due).toISOString();
    const list = [['User-Agent', `portsim/${run.version}`], ['Content-Type', 'application/json'], ['Content-Length', row.size],
      ['X-Webhook-Signature', attempt.signature || null]];
    if (record.namesAll) {
      list.push(['X-Webhook-Event', row.type], ['X-Webhook-Id', row.id],
        ['X-Webhook-Timestamp', record.inSeconds ? time.replace(/\.\d+Z$/, 'Z') : time]);
    }
    const why = record.signatures.length > 0 ? 'kept for the first attempts and for failures only' : 'made with the secret, which no run file holds';
    return h('dl', { class: 'headers' }, list.map(([name, value]) => h('div', {}, h('dt', {}, name),
      h('dd', {}, value ?? h('span', { class: 'quiet' }, `HMAC-SHA256 of the body, ${why}`)))));
  }

  probe(reads, wanted) {
    const one = (read) => h('li', { class: `${READS[read.outcome].tone}${read === wanted ? ' wanted' : ''}` },
      h('b', {}, read.text), h('div', {}, read.subject),
      h('div', { class: 'quiet small' }, `${READS[read.outcome].word}, ${span(read.elapsed)} after the end in real time`));
    const { run } = this.model;
    const hidden = run.probeReads - run.probes.length;
    return [
      h('header', {}, h('p', { class: 'quiet small' }, `Probe, +${exactSpan(reads[0].at)}`),
        h('h3', {}, count(reads.length, 'read', 'reads')), h('p', { class: 'quiet small' }, 'What the consumer said of itself when the run had ended.')),
      h('ol', { class: 'attempts' }, reads.map(one)),
      hidden > 0 && h('p', { class: 'quiet small' }, `${count(hidden, 'more read', 'more reads')} not shown`),
    ].filter(Boolean);
  }

  body(row) {
    const text = this.model.body(row);
    if (text === null) {
      const form = this.model.record.bodies[row.index];
      return h('p', { class: 'quiet' }, form === 1 ? 'It is not text.' : 'It was left out to keep this page small; the run file has it.');
    }
    let pretty = text;
    try { pretty = JSON.stringify(JSON.parse(text), null, 2); } catch { pretty = text; }
    return h('div', { class: 'body' }, h('pre', { tabindex: '0', 'aria-label': 'Body' }, pretty), copyButton(text, 'exact body'));
  }
}
