// The timeline: a lane for each user, to zoom and to hover over, with simulated time below.

class Timeline {
  constructor(model, onSelect, onReads) {
    this.model = model;
    this.onSelect = onSelect;
    this.onReads = onReads;
    this.selected = null;
    this.selectedReads = null;
    this.pointers = new Map();
    this.lanes = model.lanes;
    const margin = model.end * 0.03 + 1;
    this.whole = [-margin, model.end + margin];
    [this.from, this.to] = this.opening();
    this.hasProbes = model.run.probes.length > 0;
    this.build();
  }

  // How high a lane is at least; few lanes are given more where there is room.
  get laneHeightMin() {
    const { length } = this.lanes;
    if (length <= 8) return Math.min(112, 44 + 14 * Math.max(1, ...this.lanes.map((lane) => Math.min(4, lane.depth))));
    return length <= 40 ? 34 : 24;
  }

  get laneHeight() {
    const room = Math.floor((this.scroll.clientHeight - this.probeHeight) / this.lanes.length);
    return Math.max(this.laneHeightMin, Math.min(150, room));
  }

  get probeHeight() {
    return this.hasProbes ? 26 : 0;
  }

  // What is shown at first: the whole run, or of a long one with many lanes the better part of what its first lanes did.
  opening() {
    const sight = this.lanes.slice(0, 20);
    const moments = sight.flatMap((lane) => lane.rows.map((row) => row.end)).sort((a, b) => a - b);
    if (this.lanes.length <= 20 || moments.length === 0) return this.whole;
    const end = Math.min(this.whole[1], moments[Math.floor(moments.length * 0.55)] * 1.1 + 1);
    return [Math.max(this.whole[0], -end * 0.03), end];
  }

  build() {
    this.svg = s('svg', { class: 'lanes', 'aria-hidden': 'true' });
    this.axis = s('svg', { class: 'axis', 'aria-hidden': 'true' });
    this.overview = s('svg', { class: 'overview', 'aria-hidden': 'true' });
    this.tip = h('div', { class: 'tip', role: 'tooltip', id: 'tip' });
    this.names = h('div', { class: 'names', 'aria-hidden': 'true' });
    this.space = h('div', { class: 'space' });
    this.pane = h('div', { class: 'pane' }, this.names, this.svg);
    this.scroll = h('div', {
      class: 'scroll', tabindex: '0', role: 'application', 'aria-roledescription': 'timeline',
      'aria-label': `Timeline of ${count(this.model.rows.length, 'delivery', 'deliveries')} in ${count(this.lanes.length, 'lane', 'lanes')}`,
      'aria-describedby': 'tip',
    }, this.pane, this.space);
    const button = (text, label, action) => h('button', { type: 'button', 'aria-label': label, title: label, onclick: action }, text);
    this.bar = h('div', { class: 'zoom', role: 'toolbar', 'aria-label': 'Zoom' },
      button('−', 'Zoom out', () => this.zoom(2)), button('+', 'Zoom in', () => this.zoom(0.5)),
      button('Fit', 'Show the whole run', () => this.fit()));
    this.range = h('output', { class: 'range', 'aria-label': 'Time in sight' });
    this.root = h('div', { class: 'timeline' },
      h('div', { class: 'toolbar' }, this.range, this.bar), this.overview, this.scroll, this.axis, this.tip);
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.scroll);
  }

  listen() {
    this.scroll.addEventListener('scroll', () => this.soon());
    this.scroll.addEventListener('keydown', (event) => this.key(event));
    this.scroll.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener('pointerdown', (event) => this.press(event));
    this.svg.addEventListener('pointermove', (event) => this.move(event));
    for (const name of ['pointerup', 'pointercancel']) this.svg.addEventListener(name, (event) => this.release(event));
    this.svg.addEventListener('pointerleave', () => this.hover(null));
    this.scroll.addEventListener('blur', () => this.hover(null));
    const jump = (event) => {
      if (event.type === 'pointermove' && event.buttons === 0) return;
      const box = this.overview.getBoundingClientRect();
      const at = this.whole[0] + (this.whole[1] - this.whole[0]) * (event.clientX - box.left) / box.width;
      this.look(at - (this.to - this.from) / 2, at + (this.to - this.from) / 2);
    };
    this.overview.addEventListener('pointerdown', jump);
    this.overview.addEventListener('pointermove', jump);
  }

  // Shows a span of time, no shorter than five milliseconds and no longer than the run.
  look(from, to) {
    const longest = this.whole[1] - this.whole[0];
    const length = Math.min(longest, Math.max(5, to - from));
    const middle = (from + to) / 2;
    this.from = Math.min(Math.max(middle - length / 2, this.whole[0]), this.whole[1] - length);
    this.to = this.from + length;
    this.soon();
  }

  fit() {
    this.look(...this.whole);
  }

  zoom(factor, around = (this.from + this.to) / 2) {
    this.look(around - (around - this.from) * factor, around + (this.to - around) * factor);
  }

  pan(share) {
    const by = (this.to - this.from) * share;
    this.look(Math.min(Math.max(this.from + by, this.whole[0]), this.whole[1] - (this.to - this.from)),
      Math.min(Math.max(this.to + by, this.whole[0] + (this.to - this.from)), this.whole[1]));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = {
      '+': () => this.zoom(0.5), '=': () => this.zoom(0.5), '-': () => this.zoom(2), _: () => this.zoom(2),
      0: () => this.fit(), ArrowLeft: () => this.pan(-0.2), ArrowRight: () => this.pan(0.2),
      ArrowUp: () => this.scroll.scrollBy(0, -this.laneHeight), ArrowDown: () => this.scroll.scrollBy(0, this.laneHeight),
      j: () => this.step(1), k: () => this.step(-1), p: () => this.showProbe(), Home: () => this.pan(-1e9), End: () => this.pan(1e9),
      Escape: () => this.hover(null),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
    if (!['j', 'k', 'p', 'Escape'].includes(event.key)) say(`${span(this.from)} to ${span(this.to)}`);
  }

  // Selects the next delivery of the run, or the one before.
  step(by) {
    const { rows } = this.model;
    if (rows.length === 0) return;
    const place = this.selected ? this.selected.index + by : by > 0 ? 0 : rows.length - 1;
    const row = rows[Math.min(Math.max(place, 0), rows.length - 1)];
    this.select(row, true);
    say(`${row.type}, ${this.model.userName(row.user)}, ${span(row.at)}, ${STATES[row.state].word}`);
  }

  // Selects the last reads of the probe.
  showProbe() {
    const last = this.model.run.probes.at(-1);
    if (!last) return;
    const reads = this.model.run.probes.filter((each) => each.at === last.at);
    this.selectReads(reads);
    say(`${count(reads.length, 'read', 'reads')} of the probe, ${span(last.at)}`);
  }

  wheel(event) {
    const isZoom = event.ctrlKey || event.metaKey || document.activeElement === this.scroll;
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      event.preventDefault();
      this.pan(sideways / 800);
    } else if (isZoom && !event.shiftKey) {
      event.preventDefault();
      this.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 240))), this.moment(event.clientX));
    }
  }

  moment(clientX) {
    const box = this.svg.getBoundingClientRect();
    return this.from + (this.to - this.from) * (clientX - box.left) / Math.max(1, box.width);
  }

  press(event) {
    this.svg.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, moved: 0 });
  }

  move(event) {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) {
      this.hover(event);
      return;
    }
    const dx = event.clientX - pointer.x;
    const dy = event.clientY - pointer.y;
    const width = Math.max(1, this.svg.clientWidth);
    if (this.pointers.size === 2) {
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)[1];
      const before = Math.max(12, Math.abs(pointer.x - other.x));
      const after = Math.max(12, Math.abs(event.clientX - other.x));
      this.zoom(before / after, this.moment((event.clientX + other.x) / 2));
    } else {
      this.pan(-dx / width);
      if (event.pointerType === 'mouse') this.scroll.scrollTop -= dy;
    }
    pointer.moved += Math.abs(dx) + Math.abs(dy);
    pointer.x = event.clientX;
    pointer.y = event.clientY;
  }

  release(event) {
    const pointer = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    if (!pointer || pointer.moved > 6 || event.type === 'pointercancel') return;
    const found = this.under(event);
    if (!found) return;
    if (found.reads) this.selectReads(found.reads); else this.select(found.row, false);
  }

  // What is under the pointer: a delivery, a job or reads of the probe.
  under(event) {
    const box = this.svg.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const top = this.probeHeight;
    if (y < top) return this.probeUnder(x);
    const lane = this.lanes[Math.floor((y - top + this.scroll.scrollTop) / this.laneHeight)];
    if (!lane) return null;
    const reach = event.pointerType === 'touch' ? 18 : 9;
    const moment = this.moment(event.clientX);
    let best = null;
    const place = firstAt(lane.rows, moment);
    for (let index = Math.max(0, place - 60); index < Math.min(lane.rows.length, place + 60); index += 1) {
      const row = lane.rows[index];
      for (const at of [row.at, ...row.attempts.map((each) => each.settled)]) {
        const distance = Math.abs(this.x(at) - x);
        if (distance <= reach && (!best || distance < best.distance)) best = { row, distance };
      }
    }
    const inLane = (y - top + this.scroll.scrollTop) % this.laneHeight;
    if (best && (best.distance < 4 || inLane > layout(lane, this.laneHeight).base - 14)) return best;
    const job = lane.jobs.filter((each) => each.start <= moment && each.end >= moment).sort((a, b) => a.end - a.start - b.end + b.start)[0];
    return job ? { job, row: best ? best.row : job.rows[0] } : best;
  }

  probeUnder(x) {
    const reads = this.model.run.probes.filter((each) => Math.abs(this.x(each.at) - x) < 9);
    return reads.length > 0 ? { reads } : null;
  }

  hover(event) {
    const found = event && this.under(event);
    this.svg.classList.toggle('over', Boolean(found));
    if (!found) {
      this.tip.classList.remove('shown');
      return;
    }
    this.tip.replaceChildren(...tipText(found, this.model));
    this.tip.classList.add('shown');
    const box = this.root.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.tip;
    const left = Math.min(Math.max(4, event.clientX - box.left + 14), box.width - offsetWidth - 4);
    const above = event.clientY - box.top - offsetHeight - 12;
    this.tip.style.left = `${left}px`;
    this.tip.style.top = `${above > 0 ? above : event.clientY - box.top + 18}px`;
  }

  // Selects a delivery, and brings it into sight where that is asked for.
  select(row, isShown) {
    this.selected = row;
    this.selectedReads = null;
    if (row && isShown) {
      const length = this.to - this.from;
      if (row.at < this.from + length * 0.05 || row.end > this.to - length * 0.05) {
        this.look((row.at + row.end - length) / 2, (row.at + row.end + length) / 2);
      }
      const top = row.lane.place * this.laneHeight;
      if (top < this.scroll.scrollTop || top + this.laneHeight > this.scroll.scrollTop + this.scroll.clientHeight - 30) {
        this.scroll.scrollTop = Math.max(0, top - this.scroll.clientHeight / 2);
      }
    }
    this.onSelect(row);
    this.soon();
  }

  // Selects reads of the probe, one of them above all where that is asked for.
  selectReads(reads, wanted = null) {
    this.selected = null;
    this.selectedReads = reads;
    const [{ at }] = reads;
    if (at < this.from || at > this.to) this.look(at - (this.to - this.from) * 0.9, at + (this.to - this.from) * 0.1);
    this.onReads(reads, wanted);
    this.soon();
  }

  x(at) {
    return (at - this.from) / (this.to - this.from) * this.width;
  }

  soon() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    const names = this.names.offsetWidth;
    this.width = Math.max(60, this.scroll.clientWidth - names);
    const top = this.probeHeight;
    // The pane fills what the panel beside it gives, and scrolls where there is more.
    this.scroll.style.flexBasis = `${this.lanes.length * this.laneHeightMin + top}px`;
    const lane = this.laneHeight;
    const total = this.lanes.length * lane + top;
    const height = this.scroll.clientHeight || Math.min(total, 480);
    this.space.style.height = `${Math.max(0, total - height)}px`;
    this.pane.style.height = `${height}px`;
    fill(this.svg, { width: this.width, height, viewBox: `0 0 ${this.width} ${height}` }, []);
    const { list, step } = ticks(this.from, this.to, Math.max(2, this.width / 92));
    const pen = new Pen();
    for (const at of list) pen.line('grid', Math.round(this.x(at)) + 0.5, 0, 0, height);
    this.drawLanes(pen, lane, top, height);
    const counts = top > 0 ? drawReads(pen, this.model.run.probes, (at) => this.x(at), this.width, height) : [];
    this.svg.replaceChildren(...pen.elements, ...counts, ...this.highlight(lane, top));
    this.drawAxis(list, step, names);
    this.drawOverview();
    this.range.textContent = `${span(Math.max(0, this.from))} – ${span(Math.min(this.model.end, this.to))}`;
  }

  drawLanes(pen, lane, top, height) {
    const view = { x: (at) => this.x(at), from: this.from, to: this.to, width: this.width };
    const { scrollTop } = this.scroll;
    const first = Math.floor(scrollTop / lane);
    const last = Math.min(this.lanes.length, Math.ceil((scrollTop + height - top) / lane));
    const labels = [];
    if (top > 0) labels.push(h('div', { class: 'name probe' }, 'probe'));
    for (let place = first; place < last; place += 1) {
      const each = this.lanes[place];
      const y = top + place * lane - scrollTop;
      pen.line('rule', 0, Math.round(y + lane) - 0.5, this.width, 0);
      drawLane(pen, each, view, y, lane);
      const isNamed = Boolean(this.model.record.names[each.user]);
      const label = h('div', { class: isNamed ? 'name' : 'name mono', title: this.model.record.users[each.user] },
        this.model.userName(each.user), this.model.hookCount > 1 && h('span', { class: 'quiet' }, this.model.hookName(each.hook)));
      label.style.top = `${y}px`;
      label.style.height = `${lane}px`;
      labels.push(label);
    }
    this.names.replaceChildren(...labels);
  }

  highlight(lane, top) {
    if (this.selectedReads) {
      const at = this.x(this.selectedReads[0].at);
      return [s('rect', { class: 'selected', x: at - 10, y: 3, width: 20, height: 20, rx: 5 })];
    }
    const row = this.selected;
    if (!row) return [];
    const x = this.x(row.at);
    const end = this.x(row.end);
    const y = top + row.lane.place * lane - this.scroll.scrollTop;
    return [s('rect', { class: 'selected', x: x - 7, y: y + 2, width: end - x + 14, height: lane - 4, rx: 5 })];
  }

  drawAxis(list, step, names) {
    const marks = list.map((at) => {
      const x = Math.round(this.x(at)) + names;
      return [
        s('path', { class: 'grid', d: `M${x + 0.5} 0v5` }),
        s('text', { x, y: 18, 'text-anchor': x < names + 24 ? 'start' : x > names + this.width - 24 ? 'end' : 'middle' }, tickText(at, step)),
      ];
    });
    fill(this.axis, { width: names + this.width, height: 24 }, []);
    this.axis.replaceChildren(...marks.flat());
  }

  // The whole run at a glance, with what is in sight marked; its heights are drawn once for each width.
  drawOverview() {
    const width = this.overview.clientWidth;
    const [start, end] = this.whole;
    const place = (at) => (at - start) / (end - start) * width;
    if (this.overviewWidth !== width) {
      this.overviewWidth = width;
      const bins = new Float64Array(Math.ceil(width / 3) + 1);
      const bad = new Float64Array(bins.length);
      for (const row of this.model.rows) {
        const bin = Math.max(0, Math.min(bins.length - 1, Math.floor(place(row.at) / 3)));
        bins[bin] += 1;
        if (row.state === 'failed' || row.state === 'pending') bad[bin] += 1;
      }
      const most = Math.log2(Math.max(...bins) + 1);
      const pen = new Pen();
      bins.forEach((many, bin) => {
        if (many === 0) return;
        const size = Math.max(3, Math.round(Math.log2(many + 1) / most * 24));
        pen.bar(bad[bin] > 0 ? 'heap failed' : 'heap plain', bin * 3, 28 - size, 2, size);
      });
      this.overviewBars = pen.elements;
    }
    const left = place(this.from);
    const right = place(this.to);
    this.overview.replaceChildren(...this.overviewBars,
      s('rect', { class: 'window', x: left.toFixed(1), y: 0.5, width: Math.max(3, right - left).toFixed(1), height: 29, rx: 3 }));
  }
}
