// All deliveries of the page in a table, with a filter; rows are made as far as they are asked for.

const ROWS_AT_ONCE = 50;

function tableSection(model, select) {
  const { record } = model;
  const total = record.total;
  const shown = model.rows.length;
  const note = shown < total
    ? `${number(shown)} of ${number(total)}: the first, whole users drawn by their ids, and what failed or was hit`
    : count(total, 'delivery', 'deliveries');
  const filter = h('input', { type: 'search', id: 'filter', placeholder: 'user, event, id, status, error', autocomplete: 'off', spellcheck: 'false' });
  const states = h('select', { id: 'states' },
    h('option', { value: '' }, 'all states'),
    Object.entries(STATES).map(([name, state]) => h('option', { value: name }, state.word)),
    h('option', { value: 'hit' }, 'hit by a fault'));
  const found = h('p', { class: 'quiet small', role: 'status' });
  const body = h('tbody', {});
  const more = h('button', { type: 'button', class: 'more' });
  let matches = [];
  let made = 0;

  const grow = () => {
    const next = matches.slice(made, made + ROWS_AT_ONCE);
    body.append(...next.map((row) => tableRow(row, model, select)));
    made += next.length;
    more.hidden = made >= matches.length;
    more.textContent = `Show ${number(Math.min(ROWS_AT_ONCE, matches.length - made))} more`;
  };
  const refresh = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const state = states.value;
    matches = model.rows.filter((row) => (state === '' || row.state === state || (state === 'hit' && row.isHit))
      && words.every((word) => searchText(row, model).includes(word)));
    body.replaceChildren();
    made = 0;
    grow();
    found.textContent = words.length > 0 || state !== '' ? `${count(matches.length, 'match', 'matches')}` : '';
  };
  filter.addEventListener('input', refresh);
  states.addEventListener('change', refresh);
  more.addEventListener('click', grow);
  refresh();
  return section('Deliveries', note,
    h('div', { class: 'filters' },
      h('label', { for: 'filter', class: 'hidden' }, 'Filter deliveries'), filter,
      h('label', { for: 'states', class: 'hidden' }, 'State'), states, found),
    h('div', { class: 'tablebox' }, h('table', { class: 'rows' },
      h('thead', {}, h('tr', {}, ['#', 'time', 'event', 'user', 'state', 'answer', 'took'].map((name) => h('th', { scope: 'col', class: `c-${name === '#' ? 'number' : name}` }, name)))),
      body)),
    more);
}

function searchText(row, model) {
  if (row.text === undefined) {
    const answers = row.tries.map((each) => `${each.code} ${each.error}`).join(' ');
    row.text = [row.sequence, row.type, row.id, model.userName(row.user), model.record.users[row.user], model.hookName(row.hook),
      row.status, STATES[row.state].word, model.record.wallets[row.wallet] || '', answers].join(' ').toLowerCase();
  }
  return row.text;
}

function tableRow(row, model, select) {
  const last = row.tries.at(-1);
  const state = STATES[row.state];
  return h('tr', {},
    h('td', { class: 'c-number' }, number(row.sequence)),
    h('td', { class: 'c-time', title: clock(model.record.start + row.at) }, `+${span(row.at)}`),
    h('td', { class: 'c-event' }, h('button', { type: 'button', class: 'link', onclick: () => select(row) }, row.type.split('.').flatMap((part, place) => place > 0 ? ['.', h('wbr', {}), part] : [part])),
      row.isHit && h('span', { class: 'fault', title: 'hit by a fault' }, ' ◆')),
    h('td', { class: 'c-user' }, model.userName(row.user), model.hookCount > 1 && h('span', { class: 'quiet' }, ` ${model.hookName(row.hook)}`)),
    h('td', { class: `c-state state ${state.tone}` }, state.word),
    h('td', { class: 'c-answer' }, last && answerText(last), triesCount(row) > 1 && h('span', { class: 'quiet' }, ` ×${number(triesCount(row))}`)),
    h('td', { class: 'c-took' }, last && micro(last.took)));
}
