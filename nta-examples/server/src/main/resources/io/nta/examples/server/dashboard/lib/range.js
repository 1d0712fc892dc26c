/**
 * The one range of time that governs every page. "The last hour" ends with the newest packet that the server has, so that a replayed capture, or a sensor that
 * fell silent, is not an empty page; the picker says where it ends. Ranges lie on whole minutes, which the store answers from its roll-ups.
 */
import { get } from './api.js';
import { change, here } from './router.js';
import { el, field, replace, select } from './dom.js';
import { ago, moment } from './units.js';

const MINUTE = 60_000;
const FRESH_MS = 5_000;
const DEFAULT = '15m';
const LENGTHS = new Map([
  ['5m', ['5 minutes', 5]],
  ['15m', ['15 minutes', 15]],
  ['1h', ['1 hour', 60]],
  ['6h', ['6 hours', 360]],
  ['24h', ['24 hours', 1440]],
  ['7d', ['7 days', 10_080]],
  ['30d', ['30 days', 43_200]],
]);

/** Steps of a history, in seconds. */
const STEPS = [5, 10, 30, 60, 300, 900, 3600, 10_800, 21_600, 86_400];
const MAX_STEPS = 120;
const MAX_CHOSEN_STEPS = 1_900;
/** Steps below a minute are counted packet by packet: only so many. */
const FINE_STEP_PACKETS = 150_000;

let newest = { at: -Infinity, packet: null };

/** Returns when the newest packet was captured, in milliseconds; null when there is none. */
async function newestPacket() {
  if (performance.now() - newest.at > FRESH_MS) {
    const page = await get('/api/packets', { limit: 1 });
    newest = { at: performance.now(), packet: page.items.length ? page.items[0].timestamp * 1000 : null };
  }
  return newest.packet;
}

/**
 * Returns the range that the address tells, {start, end} in milliseconds and {from, to} as the API takes them; null when there is no packet to end a range
 * with.
 */
export async function currentRange() {
  const { query } = here();
  const from = Date.parse(query.get('from') ?? '');
  const to = Date.parse(query.get('to') ?? '');
  if (from < to) {
    return between(from, to, true);
  }
  const latest = await newestPacket();
  if (latest === null) {
    return null;
  }
  const [, minutes] = LENGTHS.get(query.get('range')) ?? LENGTHS.get(DEFAULT);
  const end = (Math.floor(latest / MINUTE) + 1) * MINUTE;
  return { ...between(end - minutes * MINUTE, end, false), latest };
}

function between(start, end, chosen) {
  return { start, end, from: new Date(start).toISOString(), to: new Date(end).toISOString(), chosen };
}

/** Returns the range as parameters. */
export function bounds(range) {
  return { from: range.from, to: range.to };
}

/** Returns the range of alerts: one that ends with the newest packet has what was detected since, too. */
export function alertBounds(range) {
  return range.chosen ? bounds(range) : { from: range.from };
}

/** Returns the length of a history's steps in seconds. */
export function stepOf(range, packets) {
  const seconds = (range.end - range.start) / 1000;
  const least = packets > FINE_STEP_PACKETS ? 60 : 5;
  const steps = STEPS.filter((step) => step >= least);
  return steps.find((step) => seconds / step <= MAX_STEPS) ?? Math.ceil(seconds / MAX_CHOSEN_STEPS / 86_400) * 86_400;
}

/** Makes a range of one's own, in milliseconds, the one that governs. */
export function chooseRange(startMs, endMs) {
  change({ range: null, from: new Date(startMs).toISOString(), to: new Date(endMs).toISOString() });
}

/** Fills the picker. */
export function showPicker(form, range) {
  const { query } = here();
  const chosen = range?.chosen ? 'custom' : LENGTHS.has(query.get('range')) ? query.get('range') : DEFAULT;
  const choice = select(
    { id: 'range-choice', change: () => pick(form, choice.value, range) },
    [...[...LENGTHS].map(([key, [text]]) => [key, `Last ${text}`]), ['custom', 'From … to …']],
    chosen,
  );
  replace(form, el('label.visually-hidden', { for: 'range-choice' }, 'Range'), choice, chosen === 'custom' ? ends(range) : extent(range));
  form.onsubmit = (event) => event.preventDefault();
}

function pick(form, value, range) {
  if (value === 'custom') {
    form.querySelector('.extent')?.replaceWith(ends(range));
    form.querySelector('input')?.focus();
  } else {
    change({ range: value === DEFAULT ? null : value, from: null, to: null });
  }
}

function extent(range) {
  if (!range) {
    return el('span.extent', {}, 'no packets yet');
  }
  const age = Date.now() - range.latest;
  return el(
    'span.extent',
    {},
    `${moment(range.start)} to ${moment(range.end)}`,
    el('span.wide-only', {}, ` · newest packet ${age > 2 * MINUTE ? ago(age) : 'just now'}`),
  );
}

function ends(range) {
  const now = Math.ceil(Date.now() / MINUTE) * MINUTE;
  const from = el('input', { type: 'datetime-local', id: 'range-from', value: local(range?.start ?? now - 15 * MINUTE), required: true });
  const to = el('input', { type: 'datetime-local', id: 'range-to', value: local(range?.end ?? now), required: true });
  const apply = () => {
    const start = Date.parse(`${from.value}Z`);
    const end = Date.parse(`${to.value}Z`);
    const wrong = !(start < end);
    to.setCustomValidity(wrong ? 'The end has to be after the start' : '');
    if (wrong) {
      to.reportValidity();
    } else {
      chooseRange(start, end);
    }
  };
  return el('div.extent.filters', {}, field('From (UTC)', from), field('To (UTC)', to), el('button', { type: 'button', id: 'range-apply', click: apply }, 'Show'));
}

function local(milliseconds) {
  return new Date(milliseconds).toISOString().slice(0, 16);
}
