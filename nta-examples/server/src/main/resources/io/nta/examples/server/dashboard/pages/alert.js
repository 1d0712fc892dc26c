/** One alert: what was seen, why it was raised, and what can be done about it. */
import { get, post } from '../lib/api.js';
import { alertTable, host, nobody, severity, state, time } from '../lib/alerts.js';
import { openDialog } from '../lib/dialog.js';
import { el, field, replace } from '../lib/dom.js';
import { showPackets } from '../lib/packets.js';
import { Panel, facts } from '../lib/panel.js';
import { address } from '../lib/router.js';
import { changeButton } from '../lib/session.js';
import { like, openSuppress, rule } from '../lib/suppress.js';
import { showTimeline } from '../lib/timeline.js';
import { count, percent, prefixed } from '../lib/units.js';

const RELATED = 20;
const PACKETS = 10;
const DAY = 86_400_000;
const MAX_NOTE = 2000;

export const title = () => 'Alert';

/** Builds the page. */
export function build(view, [, id]) {
  const head = el('div');
  const evidence = new Panel('Why it was raised', 'half');
  const what = new Panel('What was seen', 'half');
  const windows = new Panel('Its windows');
  const telling = new Panel('What is unusual');
  const related = new Panel('Related alerts');
  const packets = new Panel('Its packets');
  view.content(head, el('div.grid', {}, ...[evidence, what, windows, telling, related, packets].map((panel) => panel.element)));
  let known = null;

  async function refresh() {
    const alert = await evidence.fill(get(`/api/alerts/${encodeURIComponent(id)}`, {}, view.signal), showEvidence);
    if (!alert) {
      return;
    }
    const first = known === null;
    known = alert;
    view.title(`${alert.attack_type}: ${alert.src_ip ?? nobody(alert)} → ${alert.dst_ip ?? 'many'}`);
    showHead(head, alert, refresh);
    what.show(showFacts(alert, await ruleOf(alert, view.signal)));
    await Promise.all([
      showTimeline(alert, windows, telling, view.signal),
      related.fill(relatives(alert, view.signal), (alerts) =>
        alerts.length ? alertTable('Alerts with the same attacker or target within a day', alerts) : 'No other alert has the same attacker or target within a day.'),
      first ? showPackets(packets, ofAlert(alert), view.signal) : null,
    ]);
  }

  return { refresh, alerted: (range, changes) => (changes.some(({ alert }) => alert.id === id) ? refresh() : undefined), rangeless: true };
}

function showHead(head, alert, refresh) {
  const settle = alert.resolved
    ? changeButton({ id: 'reopen', click: () => openSettle(alert, 'reopen', refresh) }, 'Reopen')
    : changeButton({ id: 'resolve', class: 'main', click: () => openSettle(alert, 'resolve', refresh) }, 'Resolve');
  const made = el('p', { role: 'status', id: 'rule-made' });
  const suppress = changeButton({ id: 'suppress', click: () => openSuppress(like(alert), () => tellMade(made)) }, 'Suppress…');
  replace(
    head,
    el('div.head', {}, severity(alert.severity), state(alert), el('span.buttons', {}, settle, suppress)),
    made,
  );
}

/** Says what making a rule did: this alert, raised before it, looks as it did. */
function tellMade(made) {
  const rules = el('a', { href: address(['alerts']) }, 'Suppression rules');
  replace(made, 'The rule is in force for alerts to come; this one stays until it is resolved. It can be lifted under ', rules, '.');
}

function openSettle(alert, what, refresh) {
  const note = el('textarea', { rows: '3', maxlength: String(MAX_NOTE), id: 'note' });
  const name = what === 'resolve' ? 'Resolve' : 'Reopen';
  openDialog(`${name} this alert`, [field('Note (optional)', note)], name, async () => {
    await post(`/api/alerts/${encodeURIComponent(alert.id)}/${what}`, { note: note.value.trim() || null });
    await refresh();
  });
}

function showEvidence(alert) {
  const { message, evidence } = alert.details;
  return [el('p.lead', {}, message), el('ul.evidence', {}, evidence.map((fact) => el('li', {}, fact)))];
}

/** The rule that suppresses an alert; null when it was raised, or the rule can't be asked for. */
async function ruleOf(alert, signal) {
  return alert.suppressed_by === null ? null : rule(alert.suppressed_by, signal).catch(() => ({ id: alert.suppressed_by }));
}

function suppressedBy({ id, reason, author, active }) {
  const name = el('a', { href: address(['alerts'], { state: 'suppressed', rule: id }) }, `Rule ${id}`);
  return el('span', {}, name, reason ? `: ${reason} (${author}${active ? '' : '; no longer in force'})` : null);
}

function showFacts(alert, by) {
  const { technique } = alert.details;
  const link = `https://attack.mitre.org/techniques/${encodeURIComponent(technique).replace('.', '/')}/`;
  return facts(
    ['Number', el('code', {}, alert.id)],
    ['Attacker', host(alert.src_ip, nobody(alert))],
    ['Target', host(alert.dst_ip)],
    ['First seen', time(alert.first_seen)],
    ['Last seen', el('span', {}, time(alert.last_seen), alert.closed ? null : el('span.dim', {}, '; over when no window has shown it for 3 minutes'))],
    ['Detected', time(alert.detected_at)],
    ['Surest window', el('span', {}, time(alert.window_start), `, ${alert.window_size} s`)],
    ['Confidence', percent(alert.confidence)],
    ['Packets', count(alert.packet_count)],
    ['Bytes', prefixed(alert.byte_count, 'bytes')],
    ['Technique', el('a', { href: link, rel: 'noreferrer noopener', target: '_blank' }, `${technique} (MITRE ATT&CK)`)],
    ['Suppressed by', by ? suppressedBy(by) : null],
    ['Resolved', alert.resolved_at ? time(alert.resolved_at) : null],
    ['Note', alert.note],
  );
}

async function relatives(alert, signal) {
  const within = {
    from: new Date(Date.parse(alert.first_seen) - DAY).toISOString(),
    to: new Date(Date.parse(alert.last_seen) + DAY).toISOString(),
    limit: RELATED,
  };
  const hosts = [alert.src_ip, alert.dst_ip].filter(Boolean);
  const answers = await Promise.all(hosts.map((ip) => get('/api/alerts', { ...within, host: ip, suppressed: 'any' }, signal)));
  const byId = new Map(answers.flatMap((answer) => answer.items).map((item) => [item.id, item]));
  byId.delete(alert.id);
  return [...byId.values()].sort((a, b) => b.detected_at.localeCompare(a.detected_at));
}

/** The packets that an alert is about: those of its attacker, or else of its target, while it lasted. */
function ofAlert(alert) {
  return {
    host: alert.src_ip ?? alert.dst_ip,
    from: alert.first_seen,
    to: new Date(Date.parse(alert.last_seen) + 1).toISOString(),
    limit: PACKETS,
    all: (query) => address(['packets'], query),
  };
}
