/** Packets as a table whose rows open to all fields and the captured bytes. */
import { get } from './api.js';
import { host } from './alerts.js';
import { clipped, el, freshId, replace } from './dom.js';
import { facts } from './panel.js';
import { count, moment } from './units.js';

const COLUMNS = 7;
const BYTES_A_LINE = 16;
const NANOS = 1_000_000_000n;

/**
 * Fills a panel with packets. query: the API's parameters, and all(parameters) → address of the page that lists them. Returns the answer.
 */
export function showPackets(panel, { all, ...query }, signal) {
  return panel.fill(get('/api/packets', query, signal), (page) => {
    if (!page.items.length) {
      return 'No packet fits. Packets are kept for a shorter time than alerts, and only as far as the range goes.';
    }
    if (all) {
      panel.aside(el('a', { href: all({ host: query.host, from: query.from, to: query.to }) }, 'All of them'));
    }
    return packetTable(page.items, signal);
  });
}

function packetTable(packets, signal) {
  const names = ['Time', 'Source', 'Destination', 'Protocol', 'Bytes', 'What', 'Sensor'];
  const classes = { Bytes: 'number-cell', Sensor: 'wide-only' };
  const head = el('tr', {}, names.map((name) => el('th', { scope: 'col', class: classes[name] }, name)));
  const body = el('tbody', {}, packets.map((packet) => rows(packet, signal)));
  const caption = 'Packets, the newest first';
  return el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', {}, el('caption.visually-hidden', {}, caption), el('thead', {}, head), body));
}

/** A row, and the one under it that it opens. */
function rows(packet, signal) {
  const id = freshId('packet');
  const details = el('td.fields', { colspan: String(COLUMNS) });
  const opened = el('tr', { id, hidden: true }, details);
  const button = el('button.link.mono.address', { type: 'button', 'aria-expanded': 'false', 'aria-controls': id, click: toggle }, time(packet));
  function toggle() {
    opened.hidden = !opened.hidden;
    button.setAttribute('aria-expanded', String(!opened.hidden));
    if (!opened.hidden) {
      replace(details, fields(packet));
      showFrame(details, packet, signal);
    }
  }
  const row = el(
    'tr',
    {},
    el('td', {}, button),
    el('td', {}, host(packet.src_ip), port(packet.src_port)),
    el('td', {}, host(packet.dst_ip), port(packet.dst_port)),
    el('td', {}, packet.protocol),
    el('td.number-cell', {}, packet.length === null ? '–' : count(packet.length)),
    el('td.mono', {}, clipped(what(packet))),
    el('td.wide-only.wrap', {}, packet.agent ?? '–'),
  );
  return [row, opened];
}

function port(number) {
  return number === null || number === undefined ? null : el('span.mono.address.dim', {}, `:${number}`);
}

function time(packet) {
  const nanos = BigInt(packet.timestamp_ns ?? Math.round(packet.timestamp * 1e9));
  return `${moment(Number(nanos / 1_000_000n))}.${String(nanos % NANOS).padStart(9, '0').slice(0, 6)}`;
}

/** What a packet says, in a few words. */
function what(packet) {
  if (packet.dns_qname) {
    return `DNS ${packet.dns_response ? 'answer' : 'query'} ${packet.dns_qname}`;
  }
  if (packet.http_method) {
    return `${packet.http_method} ${packet.http_host ?? ''}${packet.http_path ?? ''}`;
  }
  if (packet.http_status_code) {
    return `HTTP ${packet.http_status_code}`;
  }
  if (packet.arp_op) {
    return `${packet.arp_op === 1 ? 'who has' : 'is at'} ${packet.arp_op === 1 ? packet.arp_pdst : packet.arp_hwsrc}`;
  }
  if (packet.icmp_type !== null && packet.icmp_type !== undefined) {
    return `type ${packet.icmp_type}, code ${packet.icmp_code}`;
  }
  return packet.tcp_flags ?? '–';
}

function fields(packet) {
  const present = Object.entries(packet).filter(([, value]) => value !== null && value !== undefined);
  const absent = Object.entries(packet).filter(([, value]) => value === null).map(([name]) => name);
  return [
    facts(...present.map(([name, value]) => [el('code', {}, name), el('span.mono', {}, String(value))])),
    absent.length ? el('p.dim.wrap', {}, `Absent: ${absent.join(', ')}`) : null,
  ];
}

/** The bytes are asked for when somebody wants to see them: they are most of a packet. */
async function showFrame(details, packet, signal) {
  const nanos = BigInt(packet.timestamp_ns ?? 0);
  if (nanos === 0n) {
    return;
  }
  const query = { from: instant(nanos), to: instant(nanos + 1n), host: packet.src_ip, frame: true, limit: 100 };
  const answer = await get('/api/packets', query, signal).catch(() => ({ items: [] }));
  const frame = answer.items.find((item) => item.id === packet.id)?.frame;
  details.append(frame
    ? el('pre.hex', { tabindex: '0', 'aria-label': 'Captured bytes' }, hexadecimal(frame))
    : el('p.dim', {}, 'The captured bytes were not sent with this packet.'));
}

function instant(nanos) {
  return `${new Date(Number(nanos / NANOS) * 1000).toISOString().slice(0, 19)}.${String(nanos % NANOS).padStart(9, '0')}Z`;
}

function hexadecimal(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const lines = [];
  for (let at = 0; at < bytes.length; at += BYTES_A_LINE) {
    const line = [...bytes.subarray(at, at + BYTES_A_LINE)];
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ').padEnd(3 * BYTES_A_LINE - 1);
    const text = line.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex}  ${text}`);
  }
  return lines.join('\n');
}
