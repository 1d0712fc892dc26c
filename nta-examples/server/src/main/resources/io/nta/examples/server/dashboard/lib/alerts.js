/** How alerts look wherever they are shown. */
import { el } from './dom.js';
import { lasting } from './lasting.js';
import { address } from './router.js';
import { table } from './table.js';
import { count, moment } from './units.js';

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** Returns a severity as a badge. */
export function severity(name) {
  return el(`span.badge.${SEVERITIES.includes(name) ? name.toLowerCase() : 'low'}`, {}, name);
}

/** Returns the name of the colour of a severity. */
export function severityColour(name) {
  return `--${SEVERITIES.includes(name) ? name.toLowerCase() : 'low'}`;
}

/** Returns what has become of an alert. */
export function state(alert) {
  if (alert.suppressed_by !== null) {
    return el('span.badge.medium', {}, 'suppressed');
  }
  if (alert.resolved) {
    return el('span.badge.good', {}, 'resolved');
  }
  return alert.closed ? el('span.badge', {}, 'over') : lasting(alert);
}

/** Returns a host's address that leads to its page; others when there are many. */
export function host(ip, others = 'many') {
  return ip === null || ip === undefined ? el('span.dim', {}, others) : el('a.mono.address', { href: address(['hosts', ip]) }, ip);
}

/** Returns a moment of the API as a time element. */
export function time(iso) {
  return el('time', { datetime: iso }, moment(Date.parse(iso)));
}

/** Returns what to say of an attacker without an address: of ARP spoofing, only the MAC of the one may be known. */
export function nobody(alert) {
  return alert.attack_type === 'arp_spoof' ? 'unknown' : 'many or forged';
}

/** Returns alerts as a table; on narrow screens it has two columns, which show all but the words and the packets. */
export function alertTable(caption, alerts) {
  return table(
    caption,
    [
      { name: 'Severity', cell: (alert) => severity(alert.severity), under: 'Attack' },
      { name: 'Attack', head: true, cell: (alert) => el('a.mono', { href: address(['alerts', alert.id]) }, alert.attack_type) },
      { name: 'Attacker', cell: (alert) => host(alert.src_ip, nobody(alert)) },
      { name: 'Target', cell: (alert) => host(alert.dst_ip), under: 'Attacker', lead: '→ ' },
      { name: 'Detected', cell: (alert) => time(alert.detected_at), under: 'Attacker' },
      { name: 'What', cell: (alert) => alert.details.message, className: 'wrap', wideOnly: true },
      { name: 'Packets', number: true, cell: (alert) => count(alert.packet_count), wideOnly: true },
      { name: 'State', cell: state, under: 'Attack' },
    ],
    alerts,
  );
}

/** Returns an alert in one line of words. */
export function sentence(alert) {
  const from = alert.src_ip ?? nobody(alert);
  return `${alert.severity} ${alert.attack_type}: ${from} → ${alert.dst_ip ?? 'many targets'}`;
}
