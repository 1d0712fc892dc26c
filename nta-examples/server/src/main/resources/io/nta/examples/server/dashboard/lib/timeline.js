/** The windows of an alert, and what in them is unlike usual rows. */
import { get } from './api.js';
import { Chart } from './chart.js';
import { catalogue } from './catalogue.js';
import { el, replace } from './dom.js';
import { bar, table } from './table.js';
import { moment, percent, quantity, short } from './units.js';

const MAX_WINDOWS = 200;
/** How many windows before and after the alert's own are shown, so that one sees it begin and end. */
const AROUND = 6;
const TELLING = 8;

let card = null;

/** Returns the model's card, asked for once. */
function modelCard() {
  card ??= get('/api/model').then(
    (answer) => answer.card,
    (failure) => {
      card = null;
      throw failure;
    },
  );
  return card;
}

/** Fills the two panels of an alert's page. */
export async function showTimeline(alert, windows, telling, signal) {
  const kind = alert.src_ip === null ? 'TARGET' : 'SOURCE';
  const ip = alert.src_ip ?? alert.dst_ip;
  const around = AROUND * alert.window_size * 1000;
  const asked = {
    host: ip,
    kind: kind.toLowerCase(),
    window_size: alert.window_size,
    from: new Date(Date.parse(alert.first_seen) - around).toISOString(),
    to: new Date(Date.parse(alert.last_seen) + around).toISOString(),
    limit: MAX_WINDOWS,
  };
  const answer = get('/api/features', asked, signal);
  const whose = `${ip} as ${kind === 'SOURCE' ? 'the side that opens connections' : 'the side that is connected to'}`;
  await windows.fill(answer, ({ items }) => (items.length ? strip(items.toReversed(), whose, alert.attack_type) : noRows(ip)));
  const all = Promise.all([answer, catalogue(), modelCard()]);
  await telling.fill(all, ([{ items }, features, model]) => {
    const usual = model.usual?.[`${kind}/${alert.window_size}`] ?? null;
    return items.length && usual ? unusual(alert, items.toReversed(), features, usual, signal) : noRows(ip);
  });
}

function noRows(ip) {
  return `The store has no windows of ${ip} around this alert: they are older than what it keeps, or not closed yet.`;
}

function strip(rows, whose, attack) {
  const kind = ({ label }) => (label === null ? '' : label === 'normal' ? 'normal' : label === attack ? 'attack' : 'other');
  const cells = rows.map((row) => el('i', { class: kind(row) }));
  const judged = (as) => rows.filter((row) => kind(row) === as).length;
  const others = judged('other');
  const size = rows[0].window_size;
  return [
    el('p', {}, `${rows.length} windows of ${size} s of ${whose}: ${judged('attack')} judged ${attack}${others ? `, ${others} another attack` : ''}, ${judged('normal')} normal.`),
    el('div.strip', { 'aria-hidden': 'true' }, cells),
    el('p.dim', { 'aria-hidden': 'true' }, `${moment(Date.parse(rows[0].window_start))} … ${moment(Date.parse(rows.at(-1).window_end))}`),
    el('details.more', { 'data-key': 'windows' }, el('summary', {}, 'As a table'), table('Windows', [
      { name: 'Begins', head: true, cell: (row) => moment(Date.parse(row.window_start)) },
      { name: 'Verdict', cell: (row) => row.label ?? 'not judged' },
      { name: 'Confidence', number: true, cell: (row) => (row.confidence ? percent(row.confidence) : '–') },
      { name: 'Packets', number: true, cell: (row) => short(row.packet_count) },
    ], rows)),
  ];
}

/**
 * How far a value lies above what is usual: 1 is the usual 99th percentile, as seen from the median. Where the two hardly differ, one more of what is counted, or
 * a tenth of a ratio, takes its place: two where there is none else are not endlessly unusual.
 */
function excess(value, [median, high], unit) {
  return (value - median) / Math.max(high - median, unit === 'ratio' ? 0.1 : 1);
}

/** The most unusual features of the row that is most unusual, and the course of one of them. */
function unusual(alert, rows, features, usual, signal) {
  const surest = rows.find((row) => row.window_start === alert.window_start) ?? rows.reduce((a, b) => ((b.confidence ?? 0) > (a.confidence ?? 0) ? b : a));
  const ranked = [...features.values()]
    .filter((feature) => usual[feature.name])
    .map((feature) => ({ feature, value: surest[feature.name], usual: usual[feature.name], excess: excess(surest[feature.name], usual[feature.name], feature.unit) }))
    .filter((one) => one.excess > 1)
    .sort((a, b) => b.excess - a.excess)
    .slice(0, TELLING);
  if (!ranked.length) {
    return 'No single feature of the surest window is above its usual range: it was the combination that mattered.';
  }
  const chart = new Chart(signal);
  const listed = el('div');
  const choose = (one) => {
    replace(listed, list(ranked, one, choose));
    chart.show(course(one, rows));
  };
  queueMicrotask(() => choose(ranked[0]));
  return [
    el('p.dim', {}, `The window of ${alert.window_size} s from ${moment(Date.parse(surest.window_start))}, against normal windows of the same kind and length in the`
      + ' model’s training. Choose a feature to see its course.'),
    listed,
    chart.element,
  ];
}

function list(ranked, chosen, choose) {
  const most = Math.log1p(ranked[0].excess);
  return table('Unusual features, the most unusual first', [
    {
      name: 'Feature',
      head: true,
      cell: (one) => el('button.link.mono', { type: 'button', 'aria-pressed': String(one === chosen), 'data-key': one.feature.name, click: () => choose(one) }, one.feature.name),
    },
    { name: 'Here', number: true, cell: (one) => quantity(one.value, one.feature.unit) },
    { name: 'Usual median', number: true, cell: (one) => quantity(one.usual[0], one.feature.unit) },
    { name: 'Usual 99 %', number: true, cell: (one) => quantity(one.usual[1], one.feature.unit) },
    { name: el('span.visually-hidden', {}, 'How unusual'), className: 'bar-cell', cell: (one) => bar(Math.log1p(one.excess) / most, true) },
    { name: 'Meaning', cell: (one) => el('span.dim', {}, one.feature.meaning), className: 'wrap', wideOnly: true },
  ], ranked, { row: (one) => (one === chosen ? { class: 'chosen' } : {}) });
}

function course({ feature, usual }, rows) {
  return {
    name: `${feature.name} over time`,
    times: rows.map((row) => Date.parse(row.window_start) / 1000),
    series: [{ name: feature.name, values: rows.map((row) => row[feature.name]), colour: '--series-2', format: (value) => quantity(value, feature.unit) }],
    line: { value: usual[1], name: 'Usual 99th percentile (dashed)' },
  };
}
