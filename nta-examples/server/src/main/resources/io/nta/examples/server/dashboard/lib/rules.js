/** The list of rules of suppression. */
import { el } from './dom.js';
import { currentRange } from './range.js';
import { address } from './router.js';
import { changeButton } from './session.js';
import { openLift, openSuppress, rules, subject, term } from './suppress.js';
import { table } from './table.js';
import { count } from './units.js';

const LISTED = 1_000;
const SHOWN_BEFORE = 30 * 86_400_000;
const MINUTE = 60_000;

/** Returns what fills a panel with the rules; the panel's head gets what makes a rule and shows ended ones. */
export function ruleList(panel, view) {
  const ended = el('input', { type: 'checkbox', id: 'rules-ended', change: () => show() });
  const make = changeButton({ id: 'rule-new', click: () => currentRange().then((range) => openSuppress({ type: '', host: '', side: 'attacker', newest: range?.end ?? Date.now() }, show)) }, 'New rule…');
  panel.aside(el('span.buttons', {}, el('label.check', {}, ended, 'Show ended rules'), make));
  const show = () =>
    panel.fill(rules(ended.checked, LISTED, view.signal), ({ items, next }) => {
      if (!items.length) {
        return ended.checked ? 'No rule has been made yet.' : 'No rule is in force: every alert is raised. To make one, open an alert and choose Suppress…, or use New rule….';
      }
      return [ruleTable(items, view), next ? el('p.dim', {}, `The ${count(LISTED)} made last; the API has the others.`) : null];
    });
  return show;
}

function ruleTable(items, view) {
  return table(
    'Suppression rules, the last made first',
    [
      { name: 'Attack', head: true, cell: (rule) => el('span.mono', {}, rule.type ?? 'any') },
      { name: 'Host', cell: (rule) => el('span.mono', {}, subject(rule)) },
      { name: 'Until', cell: term },
      { name: 'Why', cell: (rule) => `${rule.reason} (${rule.author})`, className: 'wrap roomy' },
      { name: 'Alerts', number: true, cell: hidden },
      { name: el('span.visually-hidden', {}, 'Change'), cell: (rule) => (rule.active ? liftButton(rule, view) : 'ended') },
    ],
    items,
  );
}

function liftButton(rule, view) {
  return changeButton({ 'data-key': `lift-${rule.id}`, 'aria-label': `Lift rule ${rule.id}`, click: () => openLift(rule, () => view.again()) }, 'Lift');
}

/** How many alerts a rule has hidden; leads to them. */
function hidden(rule) {
  if (rule.alerts === 0) {
    return '0';
  }
  const last = Date.parse(rule.last_alert);
  const within = { from: new Date(last - SHOWN_BEFORE).toISOString(), to: new Date(last + MINUTE).toISOString(), range: null };
  return el('a', { href: address(['alerts'], { state: 'suppressed', rule: rule.id, ...within }) }, count(rule.alerts));
}
