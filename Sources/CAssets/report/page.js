// The page: a bar, the runs to choose from where there are several, and the sections of the chosen one.

const THEMES = ['auto', 'light', 'dark'];

function themeButton() {
  const button = h('button', { type: 'button', class: 'theme' });
  let theme = 'auto';
  try { theme = localStorage.getItem('portsim-theme') || 'auto'; } catch { theme = 'auto'; }
  const apply = (chosen) => {
    theme = THEMES.includes(chosen) ? chosen : 'auto';
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = { auto: '◐ Auto', light: '○ Light', dark: '● Dark' }[theme];
    button.setAttribute('aria-label', `Colours: ${theme}`);
    try { localStorage.setItem('portsim-theme', theme); } catch { /* Files may keep nothing. */ }
  };
  button.addEventListener('click', () => apply(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]));
  apply(theme);
  return button;
}

// A run of which no single delivery is known, as from another report, shows the rest.
const NO_RECORD = {
  start: 0, total: 0, inSeconds: false, namesAll: true, hooks: [], types: [], users: [], names: [], wallets: [],
  statuses: [], errors: [], ids: [], rows: {}, attempts: {}, marks: [], attemptMarks: [], answers: [], omitted: [],
  signatures: [], signed: [], unsent: [], words: [], bodies: [],
};

function runView(run) {
  const isKnown = run.record !== null;
  if (!isKnown) run.record = NO_RECORD;
  const model = new Model(run);
  const details = new Details(model);
  let timeline = null;
  const select = (row) => {
    timeline.select(row, true);
    reveal();
  };
  const selectRead = (read) => {
    timeline.selectReads(model.run.probes.filter((each) => each.at === read.at), read);
    reveal();
  };
  const reveal = () => {
    timelineBox.scrollIntoView({ block: 'start', behavior: calm() ? 'auto' : 'smooth' });
    timeline.scroll.focus({ preventScroll: true });
  };
  timeline = new Timeline(model, (row) => details.show(row), (reads, wanted) => details.showReads(reads, wanted));
  const timelineBox = model.rows.length > 0
    ? section('Timeline', laneNote(model), h('div', { class: 'stage' }, timeline.root, details.root), legend(model))
    : section('Timeline', '', h('p', { class: 'quiet' }, isKnown ? 'Nothing was delivered.' : 'This report was made from one that holds no deliveries; the run file has them.'));
  return h('div', { class: 'run' },
    verdictSection(run),
    checksSection(run, model, select, selectRead),
    timelineBox,
    faultsSection(run, model, select),
    h('div', { class: 'pair' }, answersSection(run), eventsSection(run)),
    model.rows.length > 0 && tableSection(model, select),
    consumerSection(run));
}

function calm() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function laneNote(model) {
  const lanes = count(model.lanes.length, 'lane', 'lanes');
  const shown = model.rows.length;
  return shown < model.record.total ? `${lanes}, ${number(shown)} of ${number(model.record.total)} deliveries` : lanes;
}

function legend(model) {
  const families = new Set(model.rows.map((row) => row.type.split('.')[0]));
  const states = new Set(model.rows.map((row) => row.state));
  const item = (draw, text) => {
    const pen = new Pen();
    draw(pen);
    return h('li', {}, s('svg', { width: 18, height: 14, 'aria-hidden': 'true' }, pen.elements), text);
  };
  return h('ul', { class: 'legend', 'aria-label': 'Legend' },
    families.has('integration') && item((pen) => { pen.bar('job queued', 0, 4, 7, 7); pen.bar('job sync', 7, 4, 11, 7); }, 'queued, sync'),
    families.has('transfer_detection') && item((pen) => pen.bar('job transfer', 0, 4, 18, 7), 'transfer detection'),
    families.has('costbasis') && item((pen) => pen.bar('job cost', 0, 4, 18, 7), 'cost basis'),
    model.lanes.some((lane) => lane.jobs.some((job) => job.isFailed)) && item((pen) => pen.bar('job failed', 0, 4, 18, 7), 'failed job'),
    item((pen) => pen.dot('answer accepted', 9, 7, 3.4), 'accepted'),
    (states.has('retried') || states.has('failed')) && item((pen) => pen.dot('answer retry', 9, 7, 3.4), 'refused, to be tried again'),
    states.has('failed') && item((pen) => pen.cross('answer failed', 9, 7, 3.4), 'given up'),
    (states.has('pending') || states.has('dropped')) && item((pen) => pen.dot('answer pending', 9, 7, 3.4), 'not settled'),
    model.rows.some((row) => row.isHit) && item((pen) => pen.diamond('hit', 9, 7, 4), 'fault'),
    model.run.probes.length > 0 && item((pen) => pen.diamond('read held', 9, 7, 5), 'probe read'));
}

function viewTabs(views, show) {
  const buttons = views.map((view, place) => h('button', {
    type: 'button', role: 'tab', id: `tab-${place}`, 'aria-controls': 'run', onclick: () => choose(place),
    title: view.name,
  }, mark(view.verdict), h('span', {}, view.name)));
  const choose = (place) => {
    buttons.forEach((button, each) => {
      button.setAttribute('aria-selected', String(each === place));
      button.tabIndex = each === place ? 0 : -1;
    });
    show(place);
  };
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Reports' }, buttons);
  list.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const place = (buttons.indexOf(document.activeElement) + by + buttons.length) % buttons.length;
    buttons[place].focus();
    choose(place);
  });
  return { list, choose };
}

// Every run is a view of its own; all verifications together are one.
function viewsOf(runs, matrix) {
  const views = runs.map((run) => ({ name: run.scenario, verdict: run.verdict, isMatrix: false, make: () => runView(run) }));
  if (matrix) views.unshift({ name: 'Contract checks', verdict: worstOf(matrix.columns), isMatrix: true, make: () => new Matrix(matrix).view() });
  return views;
}

function overview(runs, matrix) {
  const verdicts = [...runs, ...(matrix ? matrix.columns : [])];
  if (verdicts.length === 1) return runs.length === 1 ? `${runs[0].command} report` : 'verify report';
  const passed = verdicts.filter((each) => each.verdict === 'passed').length;
  const word = runs.length === 0 ? 'verifications' : matrix ? 'runs and verifications' : 'runs';
  return `${passed} of ${verdicts.length} ${word} passed`;
}

function start() {
  const { runs, matrix } = JSON.parse(document.getElementById('data').textContent);
  const views = viewsOf(runs, matrix);
  const { version } = runs[0] || (matrix ? matrix.columns[0] : { version: '' });
  const panel = h('div', { id: 'run', tabindex: '-1' });
  const show = (place) => panel.replaceChildren(views[place].make());
  const tabs = views.length > 1 ? viewTabs(views, show) : null;
  if (tabs) panel.setAttribute('role', 'tabpanel');
  document.getElementById('page').replaceWith(
    h('a', { class: 'skip', href: '#run' }, 'Skip to the report'),
    h('header', { class: 'top' }, h('span', { class: 'brand' }, 'portsim'),
      h('span', { class: 'quiet' }, overview(runs, matrix)), themeButton()),
    tabs ? tabs.list : '', h('main', {}, panel),
    h('footer', {}, h('p', { class: 'quiet small' }, `portsim ${version}. This page holds no secret and fetches nothing.`)), live);
  const first = Math.max(0, views.findIndex((view) => view.verdict !== 'passed'));
  const place = matrix && /^#([A-Z]{3}-\d\d|check-\d)/.test(location.hash) ? 0 : first;
  if (tabs) tabs.choose(place);
  else if (views.length === 1) show(place);
  reveal(location.hash.slice(1));
}

start();
