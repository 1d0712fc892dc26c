/** Whether all works: the parts, what comes in and what is dropped, the sensors, and the model. */
import { get, getText, health } from '../lib/api.js';
import { agentTable } from '../lib/agents.js';
import { el } from '../lib/dom.js';
import { metricTables } from '../lib/metrics.js';
import { Panel, facts } from '../lib/panel.js';
import { table } from '../lib/table.js';
import { count, moment, percent, short } from '../lib/units.js';

/** What /health says, in words, and how it looks. */
const STATES = {
  ok: ['all working', '.good'],
  recovering: ['catching up with what is stored', ''],
  degraded: ['not everything is working', '.critical'],
};

export const title = () => 'System';

/** Builds the page. */
export function build(view) {
  const parts = new Panel('Health', 'half');
  const model = new Panel('Model');
  const store = new Panel('Store', 'half');
  const sensors = new Panel('Sensors');
  const figures = new Panel('Figures');
  view.content(el('div.grid', {}, ...[parts, store, sensors, figures, model].map((panel) => panel.element)));
  figures.aside(el('a', { href: '/metrics' }, 'for Prometheus'));

  async function refresh() {
    await Promise.all([
      parts.fill(health(view.signal), showHealth),
      store.fill(get('/api/store', {}, view.signal), showStore),
      model.fill(get('/api/model', {}, view.signal), showModel),
      sensors.fill(get('/api/agents', {}, view.signal), agentTable),
      figures.fill(getText('/metrics', view.signal), metricTables),
    ]);
  }

  return { refresh, rangeless: true };
}

function showHealth({ status, wrong, ...numbers }) {
  const [text, kind] = STATES[status] ?? STATES.degraded;
  const failing = Object.entries(wrong ?? {});
  return [
    el('p', {}, el(`span.badge${kind}`, {}, text)),
    failing.length ? el('ul.evidence', {}, failing.map(([part, why]) => el('li', {}, `${part}: ${why}`))) : null,
    facts(...Object.entries(numbers).filter(([, value]) => typeof value === 'number').map(([name, value]) => [named(name), count(value)])),
  ];
}

function showStore(totals) {
  const moments = totals.packets > 0 ? `${moment(Date.parse(totals.first_packet))} to ${moment(Date.parse(totals.last_packet))}` : null;
  return facts(
    ['Packets kept', count(totals.packets)],
    ['Captured', moments],
    ['Rows of features', count(totals.rows)],
    ['Rows without a verdict', count(totals.rows_without_verdict)],
    ['Alerts', count(totals.alerts)],
  );
}

function named(key) {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function showModel({ detectors, card }) {
  const held = card.evaluation?.held_out?.by_thresholds;
  return [
    facts(
      ['Detectors', detectors.join(', ')],
      ['Model', card.name],
      ['Made', card.created],
      ['Catalogue', el('code', {}, card.catalogue)],
      ['Inputs', count(card.inputs.length)],
      ['Macro F1, held out', held ? short(held.macro_f1) : null],
    ),
    el('details.more', { 'data-key': 'model' }, el('summary', {}, 'Class by class'), classes(card, held)),
  ];
}

function classes(card, held) {
  const labels = Object.keys(held?.classes ?? card.thresholds);
  const of = (label, name) => {
    const value = held?.classes?.[label]?.[name];
    return value === undefined ? '–' : percent(value);
  };
  return table('How well each attack is recognised, on captures that the model was not trained on', [
    { name: 'Label', head: true, cell: (label) => el('span.mono', {}, label) },
    { name: 'Alert from', number: true, cell: (label) => (card.thresholds[label] ? percent(card.thresholds[label].alert) : '–') },
    { name: 'Recall', number: true, cell: (label) => of(label, 'recall') },
    { name: 'Precision', number: true, cell: (label) => of(label, 'precision') },
    { name: 'Windows', number: true, cell: (label) => count(held?.classes?.[label]?.rows ?? 0) },
  ], labels, { captionShown: true });
}
