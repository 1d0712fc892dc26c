/** Everything about one address. */
import { get } from '../lib/api.js';
import { alertTable, host as hostLink } from '../lib/alerts.js';
import { catalogue, grouped } from '../lib/catalogue.js';
import { Chart } from '../lib/chart.js';
import { clipped, el, field, replace, select } from '../lib/dom.js';
import { Panel, tiles } from '../lib/panel.js';
import { alertBounds, bounds, chooseRange } from '../lib/range.js';
import { address, change, here } from '../lib/router.js';
import { bars } from '../lib/table.js';
import { count, moment, prefixed, quantity } from '../lib/units.js';

const TOP = 10;
const ALERTS = 20;
const MAX_WINDOWS = 1000;
const SIZES = [[5, '5 s'], [30, '30 s'], [180, '180 s']];
const KINDS = [['source', 'Connections it opened'], ['target', 'Connections opened to it']];
const DEFAULTS = { feature: 'packet_rate_pps', kind: 'source', window: '30' };

export const title = ([, ip]) => (ip ? `Host ${ip}` : 'Hosts');

/** Builds the page: of one host, or a list to choose from. */
export function build(view, [, ip]) {
  return ip ? oneHost(view, ip) : choice(view);
}

function search(ip = '') {
  const input = el('input', { id: 'host-search', value: ip, placeholder: 'IPv4 or IPv6 address', required: true, spellcheck: 'false' });
  const go = (event) => {
    event.preventDefault();
    location.hash = address(['hosts', input.value.trim()]);
  };
  return el('form.filters', { submit: go, role: 'search' }, field('Address', input), el('button', { type: 'submit' }, 'Show'));
}

function choice(view) {
  const senders = new Panel('Busiest senders', 'half');
  const receivers = new Panel('Busiest receivers', 'half');
  view.content(search(), el('div.grid', {}, senders.element, receivers.element));
  async function refresh(range) {
    const asked = { ...bounds(range), limit: 20 };
    await Promise.all([
      senders.fill(get('/api/top-sources', asked, view.signal), (answer) => top('Busiest senders', 'Address', answer.items)),
      receivers.fill(get('/api/top-destinations', asked, view.signal), (answer) => top('Busiest receivers', 'Address', answer.items)),
    ]);
  }
  return { refresh };
}

function oneHost(view, ip) {
  const figures = el('div');
  const course = new Panel('A feature over time');
  const chart = new Chart(view.signal, chooseRange);
  const controls = el('div.filters');
  const drawn = el('div');
  course.show(controls, drawn);
  const to = new Panel('Sends to', 'half');
  const from = new Panel('Receives from', 'half');
  const ports = new Panel('Service ports', 'half');
  const names = new Panel('Names asked for', 'half');
  const alerts = new Panel('Alerts');
  const all = [course, alerts, to, from, ports, names].map((panel) => panel.element);
  view.content(search(ip), figures, el('div.grid', {}, ...all));
  alerts.aside(el('a', { href: address(['packets'], { host: ip }) }, 'Its packets'));

  async function refresh(range) {
    const about = get(`/api/hosts/${encodeURIComponent(ip)}`, { ...bounds(range), limit: TOP }, view.signal);
    await Promise.all([
      about.then(showWhole, () => undefined),
      to.fill(about, (answer) => top('Receivers of what it sends', 'Address', answer.sends_to)),
      from.fill(about, (answer) => top('Senders of what it receives', 'Address', answer.receives_from)),
      ports.fill(about, (answer) => top('Service ports, its own and others’', 'Port', answer.ports, (port) => portLink(ip, port))),
      names.fill(about, (answer) => (answer.names.length ? top('Names that it asked DNS for', 'Name', answer.names, clipped) : 'It asked DNS for no name in this range.')),
      showCourse(range),
      showAlerts(range),
    ]);
  }

  /** What is exact for the whole range, and since when the lists count, which read no more packets than the server allows. */
  function showWhole(answer) {
    replace(figures, headline(answer));
    const since = answer.lists_from ? `since ${moment(Date.parse(answer.lists_from))}; narrow the range to see earlier ones` : '';
    [to, from, ports, names].forEach((panel) => panel.aside(since));
  }

  async function showAlerts(range) {
    const asked = { ...alertBounds(range), host: ip, limit: ALERTS };
    await alerts.fill(get('/api/alerts', asked, view.signal), (page) =>
      page.items.length ? alertTable(`Alerts with ${ip} as attacker or target`, page.items) : 'No alert in this range has it as attacker or target.');
  }

  async function showCourse(range) {
    const chosen = { ...DEFAULTS, ...Object.fromEntries(here().query) };
    try {
      const features = await catalogue();
      const feature = features.get(chosen.feature) ?? features.get(DEFAULTS.feature);
      showControls(controls, features, { ...chosen, feature: feature.name });
      const rows = await get('/api/features', { ...bounds(range), host: ip, kind: chosen.kind, window_size: chosen.window, limit: MAX_WINDOWS }, view.signal);
      showRows(rows, feature, chosen);
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        replace(drawn, el('p.failed', {}, failure.message));
      }
    }
  }

  function showRows({ items, next }, feature, chosen) {
    course.aside(next ? `the last ${count(items.length)} windows; narrow the range to see earlier ones` : '');
    if (!items.length) {
      replace(drawn, el('p.empty', {}, `It has no closed window of ${chosen.window} s of this kind in this range.`));
      return;
    }
    replace(drawn, el('p.dim', {}, feature.meaning), chart.element);
    chart.show(gapped(items.toReversed(), feature, Number(chosen.window)));
  }

  return { refresh, alerted: showAlerts };
}

/** A window without a row is a gap: nothing concerned the host in it. */
function gapped(rows, feature, size) {
  const times = [];
  const values = [];
  for (const row of rows) {
    const at = Date.parse(row.window_start) / 1000;
    if (times.length && at > times.at(-1) + size) {
      times.push(times.at(-1) + size);
      values.push(null);
    }
    times.push(at);
    values.push(row[feature.name]);
  }
  return { name: feature.name, times, series: [{ name: feature.name, values, colour: '--series-1', format: (value) => quantity(value, feature.unit) }] };
}

function showControls(place, features, chosen) {
  const apply = (name) => (event) => change({ [name]: event.target.value });
  const choose = el('select', { id: 'host-feature', change: apply('feature') });
  for (const [group, members] of grouped(features)) {
    choose.append(el('optgroup', { label: group }, members.map((feature) => el('option', { value: feature.name }, `${feature.name} (${feature.unit})`))));
  }
  choose.value = chosen.feature;
  replace(
    place,
    field('Feature', choose),
    field('Of', select({ id: 'host-kind', change: apply('kind') }, KINDS, chosen.kind)),
    field('Windows', select({ id: 'host-window', change: apply('window') }, SIZES, chosen.window)),
  );
}

function headline(answer) {
  return tiles(
    ['Packets sent', count(answer.sent.packets)],
    ['Bytes sent', prefixed(answer.sent.bytes, 'bytes')],
    ['Packets received', count(answer.received.packets)],
    ['Bytes received', prefixed(answer.received.bytes, 'bytes')],
  );
}

function top(caption, name, items, render = hostLink) {
  const all = items.reduce((sum, item) => sum + item.packets, 0);
  return items.length
    ? bars(`${caption}; shares are of those listed`, name, items.map((item) => ({ name: render(item.value), value: item.packets })), all, 'Packets')
    : 'Nothing in this range.';
}

function portLink(ip, port) {
  return el('a.mono', { href: address(['packets'], { host: ip, port }) }, port);
}
