/** What goes on: traffic, who and what makes it, and the open alerts, over the range. */
import { get } from '../lib/api.js';
import { alertTable, host, severityColour } from '../lib/alerts.js';
import { Chart } from '../lib/chart.js';
import { el } from '../lib/dom.js';
import { Panel, tiles } from '../lib/panel.js';
import { alertBounds, bounds, chooseRange, stepOf } from '../lib/range.js';
import { address } from '../lib/router.js';
import { bars } from '../lib/table.js';
import { count, percent, prefixed, short } from '../lib/units.js';
import { agentTable } from '../lib/agents.js';

const TOP = 8;
const MARKED_ALERTS = 200;
const LISTED_ALERTS = 8;
const DIRECTIONS = {
  INBOUND: 'public → private',
  OUTBOUND: 'private → public',
  INTERNAL: 'private ↔ private',
  EXTERNAL: 'public ↔ public',
  NONE: 'without addresses',
};

export const title = () => 'Overview';

/** Builds the page. */
export function build(view) {
  const figures = el('div');
  const packets = new Panel('Packets per second', 'half');
  const bits = new Panel('Bits per second', 'half');
  const packetChart = new Chart(view.signal, chooseRange);
  const bitChart = new Chart(view.signal, chooseRange);
  const panels = {
    alerts: new Panel('Open alerts'),
    protocols: new Panel('Protocols', 'third'),
    directions: new Panel('Direction', 'third'),
    sizes: new Panel('Packet sizes', 'third'),
    sources: new Panel('Top sources', 'third'),
    targets: new Panel('Top targets', 'third'),
    ports: new Panel('Top service ports', 'third'),
    sensors: new Panel('Sensors'),
  };
  const all = [packets, bits, ...Object.values(panels)].map((panel) => panel.element);
  view.content(figures, el('div.grid', {}, ...all));

  /** What all packets of the range add up to, as last asked. */
  let traffic = Promise.reject(new Error('not asked yet'));
  traffic.catch(() => undefined);

  async function refresh(range) {
    const within = bounds(range);
    const ask = (path, parameters = within) => get(path, parameters, view.signal);
    traffic = ask('/api/traffic');
    const alerts = showAlerts(range);
    const waiting = [
      panels.protocols.fill(traffic, showProtocols),
      panels.directions.fill(traffic, showDirections),
      panels.sizes.fill(traffic, showSizes),
      panels.sources.fill(ask('/api/top-sources', { ...within, limit: TOP }), (answer) => showTop('Top sources', 'Sender', answer, host)),
      panels.targets.fill(ask('/api/top-destinations', { ...within, limit: TOP }), (answer) => showTop('Top targets', 'Receiver', answer, host)),
      panels.ports.fill(ask('/api/top-ports', { ...within, limit: TOP }), (answer) => showTop('Top service ports', 'Port', answer, port)),
      panels.sensors.fill(ask('/api/agents', {}), agentTable),
    ];
    await history(range, traffic, alerts);
    await Promise.all(waiting);
  }

  async function history(range, sums, alerts) {
    const { packets: all } = await sums.catch(() => ({ packets: 0 }));
    const step = stepOf(range, all);
    const answer = get('/api/traffic-history', { ...bounds(range), step }, view.signal);
    const marks = ((await alerts) ?? { items: [] }).items.map((alert) => ({
      time: Date.parse(alert.detected_at) / 1000,
      colour: severityColour(alert.severity),
    }));
    const shown = filled(range, step, answer);
    packets.aside(`in steps of ${step} s`);
    bits.aside(`in steps of ${step} s`);
    await packets.fill(shown, (points) =>
      line(packetChart, 'Packets per second', 'packets/s', '--series-1', points, points.packets, marks));
    await bits.fill(shown, (points) => line(bitChart, 'Bits per second', 'bits/s', '--series-3', points, points.bits, marks));
  }

  async function showAlerts(range) {
    const within = alertBounds(range);
    const summary = get('/api/alerts/summary', within, view.signal);
    const open = get('/api/alerts', { ...within, resolved: false, limit: LISTED_ALERTS }, view.signal);
    await panels.alerts.fill(open, (page) =>
      page.items.length ? alertTable('Open alerts, the newest first', page.items) : 'No open alert in this range. New ones appear here by themselves.');
    panels.alerts.aside(el('a', { href: address(['alerts']) }, 'All alerts'));
    const counts = await summary.catch(() => null);
    const sums = await traffic.catch(() => null);
    if (counts && sums) {
      figures.replaceChildren(headline(range, counts, sums));
    }
    return get('/api/alerts', { ...within, limit: MARKED_ALERTS }, view.signal).catch(() => null);
  }

  return { refresh, alerted: showAlerts };
}

function headline(range, alerts, traffic) {
  const seconds = (range.end - range.start) / 1000;
  const critical = alerts.by_severity.CRITICAL ?? 0;
  return tiles(
    ['Unresolved alerts', count(alerts.unresolved), el('small', {}, ` of ${count(alerts.total)}, ${count(critical)} critical`)],
    ['Packets', count(traffic.packets)],
    ['Bytes on the wire', prefixed(traffic.bytes, 'bytes')],
    ['Mean rate', prefixed(traffic.packets / seconds, 'packets/s'), el('small', {}, `, ${prefixed((8 * traffic.bytes) / seconds, 'bits/s')}`)],
  );
}

/** A step without a packet is not in the answer, and had none. */
async function filled(range, step, answer) {
  const { points } = await answer;
  const known = new Map(points.map((point) => [Date.parse(point.start) / 1000, point]));
  const times = [];
  for (let at = Math.floor(range.start / 1000 / step) * step; at < range.end / 1000; at += step) {
    times.push(at);
  }
  const rate = (name, factor) => times.map((at) => (factor * (known.get(at)?.[name] ?? 0)) / step);
  return { times, packets: rate('packets', 1), bits: rate('bytes', 8), any: points.length > 0 };
}

function line(chart, name, unit, colour, points, values, marks) {
  if (!points.any) {
    return 'No packet was captured in this range. Choose a longer one, or one that ends earlier.';
  }
  // The chart measures the panel: it must stand there first.
  queueMicrotask(() => chart.show({ name, times: points.times, marks, series: [{ name, values, colour, format: (value) => prefixed(value, unit) }] }));
  return chart.element;
}

const NO_PACKETS = 'No packet in this range.';

function showProtocols(answer) {
  return answer.packets === 0
    ? NO_PACKETS
    : bars('Packets by protocol', 'Protocol', answer.protocols.filter((item) => item.packets > 0).map((item) => ({
      name: el('a', { href: address(['packets'], { protocol: item.protocol.toLowerCase() }) }, item.protocol),
      value: item.packets,
    })), answer.packets, 'Packets');
}

function showDirections(answer) {
  return answer.packets === 0
    ? NO_PACKETS
    : bars('Packets by direction between private and public addresses', 'Direction', answer.directions.map((item) => ({
      name: DIRECTIONS[item.direction] ?? item.direction,
      value: item.packets,
    })), answer.packets, 'Packets');
}

function showSizes(answer) {
  return answer.packets === 0
    ? NO_PACKETS
    : bars('Packets by length in bytes', 'Bytes', answer.sizes.map((item) => ({ name: item.size, value: item.packets })), answer.packets, 'Packets');
}

function showTop(caption, name, answer, render) {
  const all = answer.items.reduce((sum, item) => sum + item.packets, 0);
  return all === 0
    ? NO_PACKETS
    : bars(`${caption} by packets; shares are of those listed`, name, answer.items.map((item) => ({ name: render(item.value), value: item.packets })), all, 'Packets');
}

function port(value) {
  return el('a.mono', { href: address(['packets'], { port: value }) }, value);
}
