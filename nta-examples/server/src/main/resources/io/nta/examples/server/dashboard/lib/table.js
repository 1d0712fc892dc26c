/** Tables: with a caption, heads that say what they are of, and room to scroll on narrow screens. */
import { el } from './dom.js';
import { count, percent } from './units.js';

/**
 * Returns a table.
 *
 * @param {string} caption what it shows
 * @param {Array} columns {name, cell(item) → node or text, number, wideOnly, head, under, lead}: "head" marks the column that names its row; on narrow screens a column stands "under" the one of that
 *   name, behind the text "lead"
 * @param {Array} items a row for each
 * @param {Object} [options] captionShown; row(item) → attributes
 */
export function table(caption, columns, items, options = {}) {
  const stacked = (column) => columns.filter((other) => other.under === column.name);
  const classes = (column) => [
    column.number && 'number-cell',
    (column.wideOnly || column.under) && 'wide-only',
    stacked(column).length && 'stack',
    column.className,
  ].filter(Boolean).join(' ') || null;
  const head = el('tr', {}, columns.map((column) =>
    el('th', { scope: 'col', class: classes(column) }, column.name,
      stacked(column).map((other) => el('span.narrow-only', {}, `, ${other.name.toLowerCase()}`)))));
  const rows = items.map((item) =>
    el('tr', options.row?.(item) ?? {}, columns.map((column) => {
      const tag = column.head ? 'th' : 'td';
      return el(tag, { class: classes(column), scope: column.head ? 'row' : null }, column.cell(item) ?? '–',
        stacked(column).map((other) => el('div.narrow-only', {}, other.lead, other.cell(item) ?? '–')));
    })),
  );
  const captionElement = el(options.captionShown ? 'caption' : 'caption.visually-hidden', {}, caption);
  const whole = el('table', {}, captionElement, el('thead', {}, head), el('tbody', {}, rows));
  return el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': caption }, whole);
}

/**
 * Returns a table of counts with bars.
 *
 * @param {string} caption what it shows
 * @param {string} name what the first column is called
 * @param {Array} items {name: node or text, value: number, text: the number as written}
 * @param {number} whole what shares are of
 * @param {string} unit what the numbers count
 */
export function bars(caption, name, items, whole, unit) {
  const most = Math.max(1, ...items.map((item) => item.value));
  return table(
    caption,
    [
      { name, head: true, cell: (item) => item.name, className: 'wrap' },
      { name: unit, number: true, cell: (item) => item.text ?? count(item.value) },
      { name: 'Share', number: true, cell: (item) => (whole > 0 ? percent(item.value / whole) : '–') },
      { name: el('span.visually-hidden', {}, 'Bar'), className: 'bar-cell', cell: (item) => bar(item.value / most) },
    ],
    items,
  );
}

/** Returns a bar whose length is a share of 0 to 1. */
export function bar(share, over = false) {
  const fill = el(over ? 'i.over' : 'i');
  fill.style.width = `${Math.min(1, Math.max(0, share)) * 100}%`;
  return el('div.bar', { 'aria-hidden': 'true' }, fill);
}
