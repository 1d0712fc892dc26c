/** Reads Prometheus' text format and shows what it says. */
import { el } from './dom.js';
import { table } from './table.js';
import { short } from './units.js';

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;
/** What tells of the Java machine and the web server, not of packets. */
const INNER = /^(jvm|process|system|jetty|logback|executor|http|disk)_/;

/** Returns the families of a text, each {name, help, samples: [{labels, value}]}. */
export function parse(text) {
  const families = new Map();
  for (const line of text.split('\n')) {
    const help = /^# HELP (\S+) (.*)/.exec(line);
    if (help) {
      family(families, help[1]).help = help[2];
      continue;
    }
    const sample = SAMPLE.exec(line);
    if (sample) {
      family(families, sample[1]).samples.push({ labels: labels(sample[2] ?? ''), value: Number(sample[3]) });
    }
  }
  return [...families.values()].filter((one) => one.samples.length);
}

function family(families, name) {
  if (!families.has(name)) {
    families.set(name, { name, help: '', samples: [] });
  }
  return families.get(name);
}

function labels(text) {
  return [...text.matchAll(LABEL)].map(([, name, value]) => `${name} ${value.replace(/\\(.)/g, '$1')}`).join(', ');
}

/** Returns a page's figures as tables: those of nta, and behind a fold those of the machine that it runs on. */
export function metricTables(text) {
  const rows = parse(text).flatMap((one) => one.samples.map((sample) => ({ ...one, ...sample })));
  const own = rows.filter((row) => !INNER.test(row.name));
  const inner = rows.filter((row) => INNER.test(row.name));
  if (!rows.length) {
    return 'The server counts nothing yet.';
  }
  return [
    figures('What came in, went out and was dropped', own),
    inner.length ? el('details.more', { 'data-key': 'inner' }, el('summary', {}, 'Java and the web server'), figures('Java and the web server', inner)) : null,
  ];
}

function figures(caption, rows) {
  return table(caption, [
    { name: 'Figure', head: true, cell: (row) => el('code', {}, row.name), className: 'wrap' },
    { name: 'Of', cell: (row) => row.labels || '–', className: 'wrap' },
    { name: 'Value', number: true, cell: (row) => (Number.isFinite(row.value) ? short(row.value) : '–') },
    { name: 'Meaning', cell: (row) => el('span.dim', {}, row.help), wideOnly: true, className: 'wrap' },
  ], rows);
}
