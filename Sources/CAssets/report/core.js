// Small helpers that everything else builds on: elements, numbers and times as people write them.

const SVG = 'http://www.w3.org/2000/svg';

// An element with attributes and children. Texts stay texts: nothing is ever read as markup.
function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

function number(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function count(value, one, many) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

const UNITS = [['d', 86400000], ['h', 3600000], ['m', 60000], ['s', 1000], ['ms', 1]];

// A span of milliseconds in its largest units: `1h 2m`, `2.5s`, `40ms`.
function span(milliseconds, parts = 2) {
  const sign = milliseconds < 0 ? '−' : '';
  let rest = Math.round(Math.abs(milliseconds));
  if (rest === 0) return '0s';
  if (rest < 1000) return `${sign}${rest}ms`;
  if (rest < 60000) return `${sign}${Number((rest / 1000).toFixed(3))}s`;
  const words = [];
  for (const [name, size] of UNITS.slice(0, 4)) {
    const value = Math.floor(rest / size);
    rest -= value * size;
    if (value > 0 || words.length > 0) words.push([value, name]);
  }
  return sign + words.slice(0, parts).filter(([value]) => value > 0).map(([value, name]) => value + name).join(' ');
}

// The same to the last millisecond.
function exactSpan(milliseconds) {
  const rest = Math.abs(milliseconds) % 60000;
  if (Math.abs(milliseconds) < 60000) return span(milliseconds);
  const whole = span(milliseconds - Math.sign(milliseconds) * rest, 4);
  return rest === 0 ? whole : `${whole} ${span(rest)}`;
}

// Microseconds as `412 µs`, `5.47 ms`, `1.2 s`.
function micro(value) {
  if (value < 1000) return `${value} µs`;
  if (value < 1000000) return `${Number((value / 1000).toPrecision(3))} ms`;
  return `${Number((value / 1000000).toPrecision(3))} s`;
}

function clock(milliseconds) {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  return date.toISOString().replace('T', ' ').replace('Z', '');
}

// A button that copies a text, and says so.
function copyButton(text, what) {
  const button = h('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${what}` }, 'Copy');
  button.addEventListener('click', async () => {
    const done = await copy(text);
    button.textContent = done ? 'Copied' : 'Press Ctrl C';
    say(done ? `${what} copied` : 'Press control C to copy');
    setTimeout(() => { button.textContent = 'Copy'; }, 1600);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h('textarea', { class: 'hidden', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    let done = false;
    try { done = document.execCommand('copy'); } catch { done = false; }
    area.remove();
    return done;
  }
}

// What has happened, for those who listen to the page.
const live = h('div', { class: 'hidden', 'aria-live': 'polite', role: 'status' });

function say(text) {
  live.textContent = text;
}

const MARKS = {
  passed: '✓', failed: '✗', inconclusive: '?', aborted: '!',
  pass: '✓', fail: '✗', warn: '!', info: 'i', skip: '–',
};

const TONES = {
  passed: 'good', pass: 'good', failed: 'bad', fail: 'bad', inconclusive: 'wary', aborted: 'wary',
  warn: 'wary', info: 'plain', skip: 'plain',
};

function mark(verdict) {
  return h('span', { class: `mark ${TONES[verdict] || 'plain'}`, 'aria-hidden': 'true' }, MARKS[verdict] || '·');
}
