/** Lines over time, drawn by uPlot, with a text that says the same and a table behind it. */
import uPlot from '../uplot/uPlot.esm.js';
import { el, replace } from './dom.js';
import { table } from './table.js';
import { moment, tick } from './units.js';

const HEIGHT = 220;
const THEME = 'nta-theme';

/** Told when the page turns light or dark. */
export function themeChanged() {
  window.dispatchEvent(new Event(THEME));
}

/**
 * A chart.
 *
 * data: {name, times (seconds), series: [{name, values, colour: a custom property's name, format(value)}], marks: [{time (seconds), colour}], line: {value,
 * name}}. A value of null is a gap.
 */
export class Chart {
  #plot = el('div.plot');
  #table = el('div');
  #details = el('details', { toggle: () => this.#showTable() }, el('summary', {}, 'As a table'), this.#table);
  #uplot = null;
  #data = null;
  #onSelect;
  #signal;

  /**
   * Creates an empty chart.
   *
   * @param {AbortSignal} signal ends it
   * @param {function(number, number)} [onSelect] is told of a range that was dragged over, in milliseconds
   */
  constructor(signal, onSelect = null) {
    this.#onSelect = onSelect;
    this.#signal = signal;
    this.element = el('div.chart', {}, this.#plot, this.#details);
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(this.#plot);
    window.addEventListener(THEME, () => this.#draw(), { signal });
    signal.addEventListener('abort', () => {
      observer.disconnect();
      this.#uplot?.destroy();
    });
  }

  /** Shows data in place of what it showed before. */
  show(data) {
    this.#data = data;
    this.#draw();
    this.#showTable();
  }

  #resize() {
    const width = Math.floor(this.#plot.clientWidth);
    if (this.#uplot && width > 0 && width !== this.#uplot.width) {
      this.#uplot.setSize({ width, height: HEIGHT });
    }
  }

  #draw() {
    if (!this.#data || this.#signal.aborted) {
      return;
    }
    this.#uplot?.destroy();
    this.#plot.setAttribute('role', 'img');
    this.#plot.setAttribute('aria-label', this.#words());
    const colour = colours();
    const width = Math.max(200, Math.floor(this.#plot.clientWidth || this.element.clientWidth));
    const options = this.#options(width, colour);
    this.#uplot = new uPlot(options, [this.#data.times, ...this.#data.series.map((one) => one.values)], this.#plot);
  }

  #options(width, colour) {
    const { series, line } = this.#data;
    const axis = { stroke: colour('--dim'), grid: { stroke: colour('--grid'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
    return {
      width,
      height: HEIGHT,
      padding: [10, 32, 0, 0],
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      cursor: { drag: { x: this.#onSelect !== null, y: false, setScale: false } },
      scales: { x: { time: true }, y: { range: (_, low, high) => [Math.min(0, low), Math.max(high, line?.value ?? 0, 1e-9) * 1.08] } },
      axes: [{ ...axis, size: 30, values: axisTimes }, { ...axis, size: 52, values: (_, ticks) => ticks.map(tick) }],
      series: [{ value: (_, seconds) => (seconds === null ? '–' : moment(seconds * 1000)) }, ...series.map((one) => drawn(one, colour))],
      hooks: { draw: [(plot) => this.#drawMarks(plot, colour)], setSelect: [(plot) => this.#selected(plot)] },
    };
  }

  #drawMarks(plot, colour) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.lineWidth = devicePixelRatio;
    for (const mark of this.#data.marks ?? []) {
      const x = Math.round(plot.valToPos(mark.time, 'x', true));
      if (x >= bbox.left && x <= bbox.left + bbox.width) {
        ctx.strokeStyle = ctx.fillStyle = colour(mark.colour);
        const size = 6 * devicePixelRatio;
        ctx.beginPath();
        ctx.moveTo(x - size, bbox.top);
        ctx.lineTo(x + size, bbox.top);
        ctx.lineTo(x, bbox.top + 1.5 * size);
        ctx.fill();
        ctx.globalAlpha = 0.45;
        stroke(ctx, x, bbox.top, x, bbox.top + bbox.height);
        ctx.globalAlpha = 1;
      }
    }
    const line = this.#data.line;
    if (line) {
      ctx.strokeStyle = colour('--dim');
      ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
      const y = Math.round(plot.valToPos(line.value, 'y', true));
      stroke(ctx, bbox.left, y, bbox.left + bbox.width, y);
    }
    ctx.restore();
  }

  #selected(plot) {
    if (this.#onSelect && plot.select.width > 4) {
      const from = plot.posToVal(plot.select.left, 'x') * 1000;
      const to = plot.posToVal(plot.select.left + plot.select.width, 'x') * 1000;
      plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      this.#onSelect(from, to);
    }
  }

  /** What the picture shows, in words. */
  #words() {
    const { name, times, series, marks, line } = this.#data;
    if (!times.length) {
      return `${name}: nothing`;
    }
    const each = series.map((one) => {
      const values = one.values.filter((value) => value !== null);
      if (!values.length) {
        return `${one.name}: none`;
      }
      const most = Math.max(...values);
      const at = times[one.values.indexOf(most)];
      return `${one.name}: at most ${one.format(most)} at ${moment(at * 1000)}, last ${one.format(values.at(-1))}`;
    });
    const alerts = marks?.length ? [`${marks.length} alerts are marked`] : [];
    const usual = line ? [`${line.name}: ${series[0].format(line.value)}`] : [];
    return [`${name}, ${moment(times[0] * 1000)} to ${moment(times.at(-1) * 1000)}`, ...each, ...usual, ...alerts].join('. ');
  }

  #showTable() {
    if (!this.#details.open || !this.#data) {
      return;
    }
    const { name, times, series } = this.#data;
    const columns = [
      { name: 'Time', head: true, cell: (index) => moment(times[index] * 1000) },
      ...series.map((one) => ({
        name: one.name,
        number: true,
        cell: (index) => (one.values[index] === null ? '–' : one.format(one.values[index])),
      })),
    ];
    replace(this.#table, table(name, columns, [...times.keys()]));
  }
}

function drawn(one, colour) {
  return {
    label: one.name,
    stroke: colour(one.colour),
    width: 1.6,
    points: { size: 5, show: one.values.length < 40 },
    value: (_, value) => (value === null || value === undefined ? '–' : one.format(value)),
  };
}

function stroke(ctx, fromX, fromY, toX, toY) {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

function axisTimes(plot, ticks, axisIndex, space, increment) {
  const text = (seconds) => new Date(seconds * 1000).toISOString();
  return ticks.map((seconds) => {
    if (increment >= 86_400) {
      return text(seconds).slice(5, 10);
    }
    return increment >= 60 ? text(seconds).slice(11, 16) : text(seconds).slice(11, 19);
  });
}

/** A canvas knows no custom properties: an element that has the colour tells what it is at present. */
function colours() {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      const probe = el('span', { hidden: true });
      document.body.append(probe);
      probe.style.color = `var(${name})`;
      known.set(name, getComputedStyle(probe).color);
      probe.remove();
    }
    return known.get(name);
  };
}
