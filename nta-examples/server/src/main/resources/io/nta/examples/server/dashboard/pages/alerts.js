/** The list of alerts, filtered, and live. */
import { get } from '../lib/api.js';
import { SEVERITIES, alertTable } from '../lib/alerts.js';
import { el, field, replace, select } from '../lib/dom.js';
import { Panel } from '../lib/panel.js';
import { alertBounds } from '../lib/range.js';
import { change, here } from '../lib/router.js';
import { ruleList } from '../lib/rules.js';
import { count } from '../lib/units.js';

const PAGE = 50;
const STATES = [['open', 'Open'], ['resolved', 'Resolved'], ['all', 'Open and resolved'], ['suppressed', 'Suppressed']];
const RESOLVED = { open: false, resolved: true };

export const title = () => 'Alerts';

/** Builds the page. */
export function build(view) {
  const filters = el('form.filters', { 'aria-label': 'Filters', submit: (event) => event.preventDefault() });
  const panel = new Panel('Alerts');
  const more = el('div.buttons');
  const rules = new Panel('Suppression rules');
  view.content(filters, panel.element, more, rules.element);
  const showRules = ruleList(rules, view);
  let range = null;

  async function refresh(newRange) {
    range = newRange;
    await Promise.all([showList(), showRules()]);
  }

  async function showList() {
    const { query } = here();
    const state = query.get('state') ?? 'open';
    const within = alertBounds(range);
    const asked = {
      ...within,
      severity: query.get('severity')?.toLowerCase(),
      type: query.get('type'),
      host: query.get('host'),
      resolved: RESOLVED[state],
      suppressed: state === 'suppressed' ? 'true' : null,
      suppressed_by: query.get('rule'),
      limit: PAGE,
      after: query.get('after'),
    };
    const summary = await get('/api/alerts/summary', within, view.signal).catch(() => null);
    showFilters(filters, query, state, summary);
    const page = await panel.fill(get('/api/alerts', asked, view.signal), (answer) =>
      answer.items.length ? alertTable('Alerts, the last detected first', answer.items) : why(query, summary));
    panel.aside(asked.suppressed_by ? `Of rule ${asked.suppressed_by}` : null, summary ? told(summary) : null);
    replace(more, pages(query, page));
  }

  return { refresh, alerted: showList };
}

function told({ unresolved, total, suppressed }) {
  const hidden = suppressed > 0 ? `, and ${count(suppressed)} suppressed` : '';
  return `${count(unresolved)} open of ${count(total)} in this range${hidden}`;
}

function why(query, summary) {
  if (query.get('state') === 'suppressed') {
    return `None of the ${count(summary?.suppressed ?? 0)} suppressed alerts in this range passes the filters.`;
  }
  if (summary && summary.total > 0) {
    return `None of the ${count(summary.total)} alerts in this range passes the filters.`
      + (query.get('state') ? '' : ' Resolved ones are listed under “Open and resolved”.');
  }
  return 'No attack was detected in this range. Choose a longer one to look further back; new alerts appear here by themselves.';
}

function showFilters(form, query, state, summary) {
  const types = Object.keys(summary?.by_type ?? {});
  const type = query.get('type');
  if (type && !types.includes(type)) {
    types.push(type);
  }
  const apply = (name, byDefault) => (event) => change({ [name]: event.target.value === byDefault ? null : event.target.value, ...(name === 'state' ? { rule: null } : {}), after: null });
  const hostInput = el('input', { id: 'filter-host', value: query.get('host') ?? '', placeholder: 'any address', change: apply('host', ''), spellcheck: 'false' });
  replace(
    form,
    field('State', select({ id: 'filter-state', change: apply('state', 'open') }, STATES, state)),
    field('Severity', select({ id: 'filter-severity', change: apply('severity', '') }, [['', 'any'], ...SEVERITIES], query.get('severity') ?? '')),
    field('Attack', select({ id: 'filter-type', change: apply('type', '') }, [['', 'any'], ...types.sort()], type ?? '')),
    field('Attacker or target', hostInput),
    el('button', { type: 'button', id: 'filter-clear', click: () => change({ state: null, severity: null, type: null, host: null, rule: null, after: null }) }, 'Clear'),
  );
}

function pages(query, page) {
  return [
    query.get('after') ? el('button', { type: 'button', click: () => change({ after: null }) }, 'Newest') : null,
    page?.next ? el('button', { type: 'button', click: () => change({ after: page.next }) }, 'Older') : null,
  ];
}
