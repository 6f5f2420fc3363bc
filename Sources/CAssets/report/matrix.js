// The matrix of contract checks: what was asked in rows, of whom in columns, and below it what each verdict stands on.

const OPEN = new Set(['fail', 'inconclusive', 'warn']);
const ORDER = ['fail', 'inconclusive', 'warn', 'pass', 'info', 'skip'];

// Text from the wire: what cannot be seen, or would turn round what stands beside it, is told by its number.
function visible(text) {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (each) => `\u27e8U+${each.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`);
}

// `A` to `Z`, then `AA`.
function letter(column) {
  return (column >= 26 ? letter(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + column % 26);
}

function plainTarget(target) {
  return visible(target.replace(/^https?:\/\//, ''));
}

class Matrix {
  constructor({ columns, families, omittedColumns, omittedRows }) {
    Object.assign(this, { columns, families, omittedColumns, omittedRows });
    this.isAlone = columns.length === 1;
    this.rows = families.flatMap((family) => family.rows);
    const taken = new Set();
    this.rows.forEach((row, place) => {
      row.isOpen = row.cells.some((cell) => cell && OPEN.has(cell.verdict));
      row.anchor = /^[A-Z]{3}-\d\d$/.test(row.id) && !taken.has(row.id) ? row.id : `check-${place}`;
      taken.add(row.anchor);
    });
    this.openCount = this.rows.filter((row) => row.isOpen).length;
    this.filtered = [];
  }

  anchor(row, column) {
    return this.isAlone ? row.anchor : `${row.anchor}.${letter(column)}`;
  }

  view() {
    return h('div', { class: 'run matrix' },
      this.isAlone ? this.single(this.columns[0]) : this.several(),
      this.tableSection(), this.evidenceSection(),
      this.columns.map((column, place) => this.consumer(column, place)));
  }

  // The verdict on one target, as that on a run.
  single(column) {
    return h('section', { class: `verdict ${TONES[column.verdict]}`, 'aria-label': 'Verdict' },
      h('p', { class: 'badge' }, mark(column.verdict), h('b', {}, column.verdict), h('span', {}, `exit ${column.exitCode}`)),
      h('h1', {}, visible(column.target)),
      column.explanation && h('p', { class: 'why' }, visible(column.explanation)),
      tallyList(column.counts),
      h('dl', { class: 'identity' }, pair('seed', column.seed, true), pair('profile', visible(column.profile), false),
        pair('digest', visible(column.digest), true)),
      again(column.reproduction),
      h('dl', { class: 'figures' }, [
        ['requests', number(column.requests), `${number(column.accepted)} accepted`],
        ['p95 answer', column.ack ? micro(column.ack[1]) : '–', column.ack ? `p50 ${micro(column.ack[0])}` : 'none came'],
        ['longest answer', column.ack ? micro(column.ack[3]) : '–', ''],
        ['time', span(column.wall), ''],
      ].map(([name, value, note]) => h('div', {}, h('dt', {}, name), h('dd', {}, value, note && h('span', { class: 'quiet' }, note))))));
  }

  several() {
    const passed = this.columns.filter((column) => column.verdict === 'passed').length;
    const worst = worstOf(this.columns);
    return h('section', { class: `verdict ${TONES[worst]}`, 'aria-label': 'Verdict' },
      h('p', { class: 'badge' }, mark(worst), h('b', {}, worst), h('span', {}, count(this.rows.length, 'check', 'checks'))),
      h('h1', {}, `${passed} of ${this.columns.length} targets passed`),
      h('ul', { class: 'targets' }, this.columns.map((column, place) => this.target(column, place))),
      this.omittedColumns > 0 && h('p', { class: 'quiet small' }, `${count(this.omittedColumns, 'more report', 'more reports')} not shown`));
  }

  target(column, place) {
    return h('li', {},
      h('p', { class: `who ${TONES[column.verdict]}` }, h('span', { class: 'letter' }, letter(place)), mark(column.verdict),
        h('b', {}, plainTarget(column.target)), h('span', { class: 'state small' }, column.verdict)),
      tallyList(column.counts),
      h('p', { class: 'quiet small' }, `seed ${column.seed} · ${visible(column.profile)} · ${count(column.requests, 'request', 'requests')} in ${span(column.wall)}`),
      column.explanation && h('p', { class: 'small' }, visible(column.explanation)),
      again(column.reproduction));
  }

  tableSection() {
    const columns = this.columns.length;
    const table = h('table', { class: this.isAlone ? 'grid alone' : 'grid', role: 'table', 'aria-label': 'Contract checks' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
        h('th', { scope: 'col', role: 'columnheader' }, 'Check'),
        this.columns.map((column, place) => h('th', { scope: 'col', role: 'columnheader', title: visible(column.target) },
          this.isAlone ? 'Verdict, status and time' : [h('span', { class: 'letter' }, letter(place)), ' ',
            h('span', { class: 'host' }, plainTarget(column.target))])))),
      this.families.map((family) => {
        const rows = family.rows.map((row) => this.row(row));
        const head = h('tr', { role: 'row', class: 'family' }, h('th', { scope: 'rowgroup', role: 'rowheader', colspan: columns + 1 },
          family.title, h('span', { class: 'quiet small' }, familyNote(family))));
        const body = h('tbody', { role: 'rowgroup' }, head, rows);
        if (!family.rows.some((row) => row.isOpen)) this.filtered.push(body);
        return body;
      }));
    this.table = table;
    table.style.setProperty('--columns', columns);
    table.addEventListener('keydown', (event) => this.move(event));
    const links = table.querySelectorAll('.cell');
    links.forEach((link, place) => { link.tabIndex = place === 0 ? 0 : -1; });
    return section('Checks', this.openCount > 0 ? `${this.openCount} of ${this.rows.length} with problems` : `all ${this.rows.length} held or did not apply`,
      this.filterBar(), h('div', { class: 'gridbox' }, table),
      this.omittedRows > 0 && h('p', { class: 'quiet small' }, `${count(this.omittedRows, 'more check', 'more checks')} not shown`));
  }

  row(row) {
    const element = h('tr', { role: 'row' },
      h('th', { scope: 'row', role: 'rowheader' }, h('div', { class: 'asked' }, h('span', { class: 'id mono' }, visible(row.id)), ' ',
        h('span', {}, visible(row.name), ' ', row.severity !== 'must' && h('span', { class: 'tag' }, row.severity)))),
      row.cells.map((cell, column) => h('td', { role: 'cell' }, cell ? this.cell(row, cell, column)
        : h('span', { class: 'absent quiet' }, this.isAlone ? '' : h('span', { class: 'letter' }, letter(column)), 'not asked'))));
    if (!row.isOpen) this.filtered.push(element);
    return element;
  }

  cell(row, cell, column) {
    return h('a', { class: `cell ${TONES[cell.verdict]}`, href: `#${this.anchor(row, column)}`, onclick: () => reveal(this.anchor(row, column)) },
      !this.isAlone && h('span', { class: 'letter' }, letter(column)), mark(cell.verdict),
      h('span', { class: 'state' }, cell.verdict),
      cell.took !== undefined && h('span', { class: 'quiet small' }, h('span', { class: 'code' }, cell.status ?? 'no answer'), ' ', h('span', { class: 'ms' }, milliseconds(cell.took))));
  }

  filterBar() {
    const texts = [`All ${this.rows.length}`, `Problems ${this.openCount}`];
    const buttons = texts.map((text, place) => h('button', {
      type: 'button', 'aria-pressed': String(place === 0), disabled: place === 1 && this.openCount === 0,
      onclick: () => this.choose(place === 1),
    }, text));
    this.choose = (isOpenOnly) => {
      buttons.forEach((button, place) => button.setAttribute('aria-pressed', String((place === 1) === isOpenOnly)));
      for (const element of this.filtered) element.hidden = isOpenOnly;
      say(isOpenOnly ? `${this.openCount} checks shown` : `${this.rows.length} checks shown`);
      this.keepStop();
    };
    return h('div', { class: 'choice', role: 'group', 'aria-label': 'Which checks are shown' }, buttons,
      h('p', { class: 'quiet small hint' }, 'Arrow keys move among the cells, Enter shows what one stands on.'));
  }

  get shown() {
    return [...this.table.querySelectorAll('tbody:not([hidden]) > tr:not(.family):not([hidden])')];
  }

  // Exactly one cell takes the focus by the tabulator, and it is one that can be seen.
  keepStop(wanted) {
    const cells = this.shown.flatMap((row) => [...row.querySelectorAll('.cell')]);
    const stop = wanted || cells.find((cell) => cell.tabIndex === 0) || cells[0];
    for (const cell of this.table.querySelectorAll('.cell')) cell.tabIndex = cell === stop ? 0 : -1;
  }

  move(event) {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const cell = event.target.closest('.cell');
    if (!by || !cell || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const rows = this.shown;
    let row = rows.indexOf(cell.closest('tr'));
    let column = [...rows[row].cells].indexOf(cell.closest('td'));
    for (;;) {
      row += by[0];
      column += by[1];
      const place = rows[row] && column > 0 && rows[row].cells[column];
      if (!place) return;
      const next = place.querySelector('.cell');
      if (!next) continue;
      this.keepStop(next);
      next.focus();
      return;
    }
  }

  evidenceSection() {
    return section('Evidence', 'what each verdict stands on', this.families.map((family) => family.rows.map((row) => {
      const block = h('article', { class: 'proof' },
        h('h3', {}, h('span', { class: 'id mono' }, visible(row.id)), ' ', visible(row.name), ' ',
          h('span', { class: 'quiet small' }, [family.title, row.severity].join(' · '))),
        row.cells.map((cell, column) => cell && this.proof(row, cell, column)));
      if (!row.isOpen) this.filtered.push(block);
      return block;
    })));
  }

  // What one cell stands on; its inside is made when it is opened first, as there are hundreds.
  proof(row, cell, column) {
    const box = h('details', { id: this.anchor(row, column), class: TONES[cell.verdict] },
      h('summary', {}, mark(cell.verdict), !this.isAlone && h('span', { class: 'letter' }, letter(column)), h('b', { class: 'state' }, cell.verdict),
        cell.took !== undefined && h('span', { class: 'small quiet' }, `${cell.status ?? 'no answer'} · ${milliseconds(cell.took)}`),
        h('span', { class: 'gist' }, visible(cell.told[0] || ''))));
    let isMade = false;
    const make = () => {
      if (isMade) return;
      isMade = true;
      box.append(this.inside(row, cell, column));
    };
    box.addEventListener('toggle', () => { if (box.open) make(); });
    box.make = make;
    if (this.isAlone && cell.verdict === 'fail') {
      make();
      box.open = true;
    }
    return box;
  }

  inside(row, cell, column) {
    const items = cell.items || [];
    return h('div', { class: 'inside' },
      !this.isAlone && h('p', { class: 'quiet small' }, visible(this.columns[column].target)),
      cell.told.map((line) => h('p', {}, visible(line))),
      (cell.hints || []).map((hint) => h('p', { class: 'likely' }, h('b', {}, 'Likely: '), visible(hint))),
      cell.expected && h('dl', { class: 'versus' }, h('div', {}, h('dt', {}, 'expected'), h('dd', {}, visible(cell.expected))),
        cell.actual && h('div', {}, h('dt', {}, 'found'), h('dd', {}, visible(cell.actual)))),
      cell.rule && [h('h4', {}, 'Rule'), h('p', {}, visible(cell.rule))],
      (cell.request || cell.answer) && h('div', { class: 'wire' }, wire('Request', cell.request), wire('Answer', cell.answer)),
      cell.canary && h('p', { class: 'behind' }, h('b', {}, 'Canary: '), visible(cell.canary)),
      items.length > 1 && [h('h4', {}, 'Requests it stands on'), h('ul', { class: 'evidence' }, items.map((item) => h('li', {}, visible(item)))),
        cell.omitted > 0 && h('p', { class: 'quiet small' }, `and ${number(cell.omitted)} more`)],
      (cell.again || cell.byHand || cell.more) && [h('h4', {}, 'See it again'), again(cell.again), again(cell.byHand, 'curl line'), again(cell.more)],
      cell.short && h('p', { class: 'quiet small' }, 'The rest was left out to keep this page small; the JSON report has it.'),
      h('p', { class: 'small' }, h('a', { class: 'link', href: '#checks-title', onclick: (event) => this.back(event, row, column) }, '↑ Back to the matrix')));
  }

  back(event, row, column) {
    event.preventDefault();
    // Anchors are of letters, digits, points and hyphens alone.
    const cell = this.table.querySelector(`[href="#${this.anchor(row, column)}"]`);
    this.keepStop(cell);
    cell.focus();
    cell.scrollIntoView({ block: 'center' });
  }

  consumer(column, place) {
    if (column.stderr.length === 0) return null;
    return section(this.isAlone ? 'Consumer' : `Consumer ${letter(place)}`, `its last ${count(column.stderr.length, 'line', 'lines')} on stderr`,
      h('pre', { class: 'stderr', tabindex: '0', 'aria-label': 'Last lines of the consumer' }, visible(column.stderr.join('\n'))));
  }
}

function worstOf(columns) {
  return ['failed', 'aborted', 'inconclusive'].find((verdict) => columns.some((column) => column.verdict === verdict)) || 'passed';
}

function tallyList(counts) {
  return h('ul', { class: 'tally', 'aria-label': 'Checks by verdict' }, ORDER.filter((verdict) => counts[verdict] > 0 || verdict === 'fail' || verdict === 'pass')
    .map((verdict) => h('li', { class: counts[verdict] > 0 ? TONES[verdict] : 'none' }, mark(verdict), h('b', {}, number(counts[verdict])), ` ${verdict}`)));
}

function familyNote(family) {
  const open = family.rows.filter((row) => row.isOpen).length;
  return open > 0 ? ` ${open} of ${family.rows.length} with problems` : ` ${count(family.rows.length, 'check', 'checks')}`;
}

function again(command, what = 'command') {
  if (!command) return null;
  return h('div', { class: 'again' }, h('code', { tabindex: '0', 'aria-label': `The ${what} that does it again` }, visible(command)), copyButton(command, what));
}

function wire(name, lines) {
  if (!lines) return null;
  return h('div', {}, h('h4', {}, name), h('pre', { tabindex: '0', 'aria-label': name }, visible(lines.join('\n'))));
}

// Microseconds as milliseconds, so that all cells have one unit.
function milliseconds(microseconds) {
  const value = microseconds / 1000;
  return `${value < 10 ? value.toFixed(1) : number(Math.round(value))} ms`;
}

// Opens and shows what a link of the matrix leads to; false where there is no such thing.
function reveal(anchor) {
  const box = document.getElementById(anchor);
  if (!box || box.localName !== 'details') return false;
  box.make();
  box.open = true;
  const block = box.closest('article');
  if (block.hidden) document.querySelector('.choice button').click();
  box.scrollIntoView({ block: 'start' });
  box.querySelector('summary').focus({ preventScroll: true });
  return true;
}

addEventListener('hashchange', () => reveal(location.hash.slice(1)));
