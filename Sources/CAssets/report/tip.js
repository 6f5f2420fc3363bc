// What the timeline says of what is under the pointer.

function tipText({ row, job, reads }, model) {
  if (reads) {
    const some = reads.slice(0, 5).map((read) => h('div', { class: `state ${READS[read.outcome].tone}` }, `${read.subject}: ${read.text}`));
    return [h('b', {}, count(reads.length, 'read of the probe', 'reads of the probe')), ...some,
      reads.length > 5 && h('div', { class: 'quiet' }, `and ${number(reads.length - 5)} more`),
      h('div', { class: 'quiet' }, `+${exactSpan(reads[0].at)}, the end of the run`)].filter(Boolean);
  }
  if (job) {
    const end = job.isOpen ? 'not ended' : job.isFailed ? 'failed' : 'completed';
    const last = job.isOpen ? model.end : job.end;
    return [
      h('b', {}, `${JOBS[job.kind]} ${end}`),
      job.wallet >= 0 && h('div', { class: 'mono' }, model.record.wallets[job.wallet]),
      h('div', {}, `${span(last - job.start)} from +${exactSpan(job.start)}`),
      job.kind === 'sync' && job.begun !== null && h('div', { class: 'quiet' }, `queued for ${span(job.begun - job.start)}`),
    ].filter(Boolean);
  }
  const state = STATES[row.state];
  const last = row.tries.at(-1);
  const many = triesCount(row);
  return [
    h('b', {}, row.type), row.status && h('span', { class: 'quiet' }, ` ${row.status}`),
    h('div', {}, `${model.userName(row.user)}${model.hookCount > 1 ? ` · ${model.hookName(row.hook)}` : ''}`),
    h('div', { class: `state ${state.tone}` }, `${state.word}${last ? ` · ${answerText(last)}` : ''}${many > 1 ? ` · ${number(many)} attempts` : ''}`),
    h('div', { class: 'quiet' }, `+${exactSpan(row.at)}`),
    row.isHit && h('div', { class: 'fault' }, `◆ ${[...new Set([...row.marks, ...row.attempts.flatMap((each) => each.marks)].map((each) => each.name))].join(', ')}`),
  ].filter(Boolean);
}
