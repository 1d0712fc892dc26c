/** DNS and TCP: what was asked, and how connections begin and end. */
import { get } from '../lib/api.js';
import { Chart } from '../lib/chart.js';
import { clipped, el } from '../lib/dom.js';
import { Panel, tiles } from '../lib/panel.js';
import { bounds, chooseRange, stepOf } from '../lib/range.js';
import { bars } from '../lib/table.js';
import { count, dnsType, prefixed } from '../lib/units.js';

const NAMES = 20;
const FLAGS = {
  SYN: 'SYN: connection requested',
  'SYN-ACK': 'SYN-ACK: connection accepted',
  ACK: 'ACK',
  FIN: 'FIN: one side closes',
  RST: 'RST: refused or aborted',
  PSH: 'PSH: data',
};

export const title = () => 'DNS and TCP';

/** Builds the page. */
export function build(view) {
  const figures = el('div');
  const names = new Panel('Names asked for', 'two-thirds');
  const types = new Panel('Record types asked for', 'third');
  const flags = new Panel('TCP flags', 'half');
  const course = new Panel('TCP, UDP and ICMP packets per second', 'half');
  const chart = new Chart(view.signal, chooseRange);
  view.content(figures, el('div.grid', {}, names.element, types.element, flags.element, course.element));

  async function refresh(range) {
    const within = bounds(range);
    const dns = get('/api/dns-stats', { ...within, limit: NAMES }, view.signal);
    const tcp = get('/api/tcp-flags', within, view.signal);
    await Promise.all([
      dns.then((answer) => figures.replaceChildren(headline(answer)), () => undefined),
      names.fill(dns, (answer) => showNames(answer)),
      types.fill(dns, (answer) => (answer.types.length
        ? bars('DNS queries by record type', 'Type', answer.types.map((type) => ({ name: el('span.mono', {}, dnsType(type.value)), value: type.packets })), answer.queries, 'Queries')
        : 'No DNS query in this range.')),
      flags.fill(tcp, showFlags),
      course.fill(history(range, tcp), (answer) => showCourse(answer)),
    ]);
  }

  async function history(range, tcp) {
    const step = stepOf(range, (await tcp).packets);
    const answer = await get('/api/traffic-history', { ...bounds(range), step }, view.signal);
    return { ...answer, range };
  }

  function showCourse({ points, step, range }) {
    if (!points.length) {
      return 'No packet in this range.';
    }
    const known = new Map(points.map((point) => [Date.parse(point.start) / 1000, point]));
    const times = [];
    for (let at = Math.floor(range.start / 1000 / step) * step; at < range.end / 1000; at += step) {
      times.push(at);
    }
    const one = (name, key, colour) => ({ name, colour, values: times.map((at) => (known.get(at)?.[key] ?? 0) / step), format: (value) => prefixed(value, 'packets/s') });
    const series = [one('TCP', 'tcp_packets', '--series-1'), one('UDP', 'udp_packets', '--series-2'), one('ICMP', 'icmp_packets', '--series-3')];
    queueMicrotask(() => chart.show({ name: 'Packets per second by protocol', times, series }));
    return chart.element;
  }

  return { refresh };
}

function headline(answer) {
  return tiles(
    ['DNS queries', count(answer.queries)],
    ['DNS responses', count(answer.responses)],
    ['Answer records', count(answer.answers)],
    ['Bytes of answers', prefixed(answer.answer_bytes, 'bytes')],
  );
}

function showNames(answer) {
  return answer.names.length
    ? bars('Names asked for most', 'Name', answer.names.map((name) => ({ name: el('span.mono', {}, clipped(name.value)), value: name.packets })), answer.queries, 'Queries')
    : 'No DNS query in this range. Queries show when a sensor sees port 53.';
}

function showFlags(answer) {
  const any = answer.items.some((item) => item.packets > 0);
  return any
    ? bars('TCP packets by flag; one packet may have several, shares are of all packets', 'Flag', answer.items.map((item) => ({
      name: FLAGS[item.flag] ?? item.flag,
      value: item.packets,
    })), answer.packets, 'Packets')
    : 'No TCP packet in this range.';
}
