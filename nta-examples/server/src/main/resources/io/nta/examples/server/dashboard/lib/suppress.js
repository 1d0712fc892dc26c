/** Rules that keep alerts quiet. What a rule would have hidden is told before it can be made. */
import { sentence } from './alerts.js';
import { get, post, remove } from './api.js';
import { openDialog } from './dialog.js';
import { el, field, replace, select } from './dom.js';
import { keyNeeded } from './session.js';
import { count, moment } from './units.js';

const RULES = '/api/suppressions';
const HOUR = 3_600_000;
const LOOK_BACK = 7 * 24 * HOUR;
const SHOWN = 5;
const SHOWN_HOSTS = 3;
const MAX_REASON = 500;
const MAX_NAME = 100;
/** How long nothing may be written before the server is asked. */
const PAUSE_MS = 300;

const SIDES = [['attacker', 'the attacker'], ['target', 'the target'], ['either', 'either of them']];
const TERMS = [['1', 'for an hour'], ['24', 'for a day'], ['168', 'for 7 days'], ['720', 'for 30 days'], ['', 'for good'], ['at', 'until …']];
const DEFAULT_TERM = '168';

/** Returns one rule. */
export function rule(id, signal) {
  return get(`${RULES}/${encodeURIComponent(id)}`, {}, signal);
}

/** Returns rules, the last made first: those in force, or also those that have ended. */
export function rules(ended, limit, signal) {
  return get(RULES, { state: ended ? 'all' : 'active', limit }, signal);
}

/** Returns what of an alert a rule would be about. */
export function like(alert) {
  const side = alert.src_ip ? 'attacker' : 'target';
  return { type: alert.attack_type, host: alert.src_ip ?? alert.dst_ip ?? '', side, newest: Date.parse(alert.detected_at) };
}

/** Returns whom a rule is about. */
export function subject({ host, side }) {
  if (!host) {
    return 'any';
  }
  return side === 'either' ? host : `${host} as ${side}`;
}

/** Returns until when a rule is, or was, in force. */
export function term({ until, lifted_at: liftedAt, lifted_by: liftedBy }) {
  if (liftedAt) {
    return `lifted ${moment(Date.parse(liftedAt))} by ${liftedBy}`;
  }
  return until ? moment(Date.parse(until)) : 'for good';
}

/**
 * Opens the form for a rule.
 *
 * @param {Object} wanted type, host and side to begin with; newest: when the last alert of interest was detected, in milliseconds: the dry run begins 7 days before
 * @param {function(): Promise} done is called when the rule is made
 */
export function openSuppress(wanted, done) {
  const type = el('input', { id: 'rule-type', value: wanted.type, placeholder: 'any attack', spellcheck: 'false', autocomplete: 'off' });
  const host = el('input', { id: 'rule-host', value: wanted.host, placeholder: 'any, or 192.0.2.1, or 192.0.2.0/24', spellcheck: 'false', autocomplete: 'off' });
  const side = select({ id: 'rule-side' }, SIDES, wanted.side);
  const until = untilFields();
  const reason = el('input', { id: 'rule-reason', required: true, maxlength: String(MAX_REASON), placeholder: 'our vulnerability scanner', autocomplete: 'off' });
  const name = keyNeeded() ? null : el('input', { id: 'rule-author', maxlength: String(MAX_NAME), autocomplete: 'name' });
  const answer = el('div.answer', { role: 'status', id: 'dry-run' });
  const scope = () => ({ type: type.value.trim() || null, host: host.value.trim() || null, side: side.value });
  const { dialog, button } = openDialog(
    'Suppress alerts',
    [
      el('div.pair', {}, field('Attack', type), field('Address or prefix', host), field('It is', side)),
      answer,
      until.element,
      field('Why', reason),
      name ? field('Your name (optional)', name) : null,
      el('p.dim', {}, 'Future alerts like these are still kept, but listed only under the state Suppressed and sent to nobody. Alerts already raised stay open until they are resolved.'),
    ].filter(Boolean),
    'Suppress',
    async () => {
      await post(RULES, { ...scope(), until: until.value(), reason: reason.value.trim(), author: name?.value.trim() || null });
      await done();
    },
  );
  button.id = 'make-rule';
  askAlong([type, host, side], { dialog, button, answer, scope, from: new Date(wanted.newest - LOOK_BACK) });
}

/** The fields that tell a rule's end, and their value as the API takes it. */
function untilFields() {
  const choice = select({ id: 'rule-term' }, TERMS, DEFAULT_TERM);
  const end = el('input', { type: 'datetime-local', id: 'rule-until', value: new Date(Date.now() + 24 * HOUR).toISOString().slice(0, 16) });
  const endField = field('End (UTC)', end);
  const show = () => {
    endField.hidden = choice.value !== 'at';
    end.required = choice.value === 'at';
  };
  choice.addEventListener('change', show);
  show();
  const value = () => {
    if (choice.value === 'at') {
      return `${end.value}:00Z`;
    }
    return choice.value ? new Date(Date.now() + Number(choice.value) * HOUR).toISOString() : null;
  };
  return { element: el('div.pair', {}, field('How long', choice), endField), value };
}

/** Asks for the dry run now and whenever one of the controls changes; the button waits for the answer to what stands there. */
function askAlong(controls, { dialog, button, answer, scope, from }) {
  let asked = 0;
  let pause = 0;
  async function ask() {
    const number = asked;
    try {
      if (!scope().type && !scope().host) {
        replace(answer, el('p', {}, 'Give an attack, an address, or both.'));
        return;
      }
      const told = await post(`${RULES}/dry-run?limit=${SHOWN}&from=${encodeURIComponent(from.toISOString())}`, scope());
      if (number === asked) {
        replace(answer, tell(told, from));
        button.disabled = false;
      }
    } catch (failure) {
      if (number === asked) {
        replace(answer, el('p.failed', {}, failure.message));
      }
    } finally {
      if (number === asked) {
        answer.removeAttribute('aria-busy');
      }
    }
  }
  function again() {
    asked += 1;
    button.disabled = true;
    answer.setAttribute('aria-busy', 'true');
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE_MS);
  }
  for (const control of controls) {
    control.addEventListener('input', again);
  }
  dialog.addEventListener('close', () => clearTimeout(pause));
  button.disabled = true;
  answer.setAttribute('aria-busy', 'true');
  ask();
}

function tell(told, from) {
  const since = `detected since ${moment(from.getTime())}`;
  if (told.alerts === 0) {
    return el('p', {}, `No alert ${since} would have been suppressed.`);
  }
  const hosts = Object.entries(told.by_host);
  const more = told.alerts - told.items.length;
  return [
    el('p.lead', {}, `${count(told.alerts)} ${told.alerts === 1 ? 'alert' : 'alerts'} ${since} would have been suppressed`),
    el('p', {}, [...Object.entries(told.by_type), ...hosts.slice(0, SHOWN_HOSTS)].map(([what, number]) => `${count(number)} × ${what}`).join(', '),
      hosts.length > SHOWN_HOSTS ? ', …' : null),
    told.suppressed_already > 0 ? el('p', {}, `${count(told.suppressed_already)} of them some rule has suppressed already.`) : null,
    told.complete ? null : el('p', {}, 'Only the newest alerts were checked; there are more.'),
    el('ul.evidence', {}, told.items.map((alert) => el('li', {}, `${moment(Date.parse(alert.detected_at))} ${sentence(alert)}`)),
      more > 0 ? el('li', {}, `and ${count(more)} more`) : null),
  ];
}

/** Asks whether a rule is to be ended, and calls done when it was. */
export function openLift(lifted, done) {
  const name = keyNeeded() ? null : el('input', { id: 'rule-lifter', maxlength: String(MAX_NAME), autocomplete: 'name' });
  const what = `${lifted.type ?? 'any attack'}, ${subject(lifted)}: ${lifted.reason}`;
  const content = [
    el('p.answer', {}, what),
    el('p.dim', {}, 'Such alerts will be raised again from now on, including those still going on. Alerts that the rule has hidden stay hidden.'),
    name ? field('Your name (optional)', name) : null,
  ];
  openDialog('Lift this rule', content.filter(Boolean), 'Lift', async () => {
    const by = name?.value.trim();
    await remove(`${RULES}/${encodeURIComponent(lifted.id)}${by ? `?by=${encodeURIComponent(by)}` : ''}`);
    await done();
  });
}
