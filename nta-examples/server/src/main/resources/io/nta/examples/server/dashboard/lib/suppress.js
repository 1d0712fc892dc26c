/** Rules that keep alerts from being raised. What a rule would have kept quiet is asked before it can be made. */
import { get, post, remove } from './api.js';
import { sentence } from './alerts.js';
import { openDialog } from './dialog.js';
import { el, field, replace, select } from './dom.js';
import { changeButton } from './session.js';
import { table } from './table.js';
import { count, moment } from './units.js';

const RULES = '/api/suppressions';
const DAY = 86_400_000;
const SHOWN = 5;

/** Opens the form for a rule like an alert. */
export function openSuppress(alert) {
  const type = select({ id: 'rule-type' }, [[alert.attack_type, alert.attack_type], ['', 'any attack']], alert.attack_type);
  const host = el('input', { id: 'rule-host', value: alert.src_ip ?? alert.dst_ip ?? '', placeholder: '192.0.2.1 or 192.0.2.0/24', spellcheck: 'false' });
  const until = el('input', { type: 'datetime-local', id: 'rule-until', required: true, value: new Date(Date.now() + DAY).toISOString().slice(0, 16) });
  const why = el('input', { id: 'rule-why', required: true, placeholder: 'our vulnerability scanner' });
  const by = el('input', { id: 'rule-by', required: true, autocomplete: 'name' });
  const answer = el('div', { role: 'status', id: 'dry-run' });
  const rule = () => ({
    type: type.value || null,
    host: host.value.trim() || null,
    until: new Date(`${until.value}Z`).toISOString(),
    why: why.value.trim(),
    by: by.value.trim(),
  });
  const controls = [field('Attack', type), field('Attacker or target: an address or prefix', host), field('Until (UTC)', until), field('Why', why), field('By whom', by)];
  const tryIt = el('button', { type: 'button', id: 'try-rule' }, 'Try it on past alerts');
  const { dialog, button } = openDialog('Suppress alerts like this one', [...controls, tryIt, answer], 'Suppress', () => post(RULES, rule()));
  button.disabled = true;
  button.id = 'make-rule';
  tryIt.addEventListener('click', async () => {
    if (!dialog.querySelector('form').reportValidity()) {
      return;
    }
    try {
      replace(answer, told(await post(`${RULES}/dry-run`, rule())));
      button.disabled = false;
    } catch (failure) {
      replace(answer, el('p.failed', {}, failure.message));
    }
  });
  for (const control of [type, host, until, why, by]) {
    // What was tried is no longer what would be made.
    control.addEventListener('input', () => {
      button.disabled = true;
      replace(answer);
    });
  }
}

function told({ alerts, items }) {
  return el(
    'div.answer',
    {},
    el('p', {}, alerts === 0 ? 'None of the alerts that are kept would have been suppressed.' : `${count(alerts)} of the alerts that are kept would have been suppressed:`),
    items.slice(0, SHOWN).map((alert) => el('p.mono', {}, `${moment(Date.parse(alert.detected_at))} ${sentence(alert)}`)),
    items.length > SHOWN ? el('p', {}, '…') : null,
  );
}

/** Opens the list of the rules in force. */
export async function openSuppressions(signal) {
  const list = el('div');
  const show = async () => {
    const { items } = await get(RULES, {}, signal);
    replace(list, items.length ? ruleTable(items, show) : el('p.empty', {}, 'There is no rule: every alert is raised. An alert’s own page makes one.'));
  };
  try {
    await show();
  } catch (failure) {
    replace(list, el('p.failed', {}, failure.message));
  }
  openDialog('Suppression rules', [list], 'Close', async () => undefined);
}

function ruleTable(rules, again) {
  return table('Suppression rules', [
    { name: 'Attack', head: true, cell: (rule) => rule.type ?? 'any' },
    { name: 'Host', cell: (rule) => rule.host ?? 'any', className: 'wrap' },
    { name: 'Until', cell: (rule) => (rule.until ? moment(Date.parse(rule.until)) : 'for good') },
    { name: 'Why', cell: (rule) => `${rule.why} (${rule.by})`, className: 'wrap' },
    {
      name: el('span.visually-hidden', {}, 'End'),
      cell: (rule) => changeButton({ click: () => remove(`${RULES}/${encodeURIComponent(rule.id)}`).then(again) }, 'End'),
    },
  ], rules);
}
