/** Panels: a heading and what the server answers, or why there is nothing. */
import { el, freshId, replace } from './dom.js';

/** A part of a page. */
export class Panel {
  #aside = el('span.aside');
  #body = el('div');

  /**
   * Creates one.
   *
   * @param {string} title its heading
   * @param {string} [width] third, half or two-thirds; the whole without it
   */
  constructor(title, width = '') {
    const id = freshId('panel');
    const heading = el('h2', { id }, title);
    this.element = el('section.panel', { 'aria-labelledby': id }, el('header', {}, heading, this.#aside), this.#body);
    if (width) {
      this.element.classList.add(width);
    }
  }

  /** Puts something beside the heading. */
  aside(...children) {
    replace(this.#aside, ...children);
  }

  /** Shows this. */
  show(...children) {
    replace(this.#body, ...children);
  }

  /** Says why there is nothing. */
  empty(...why) {
    replace(this.#body, el('p.empty', {}, ...why));
  }

  /**
   * Waits for an answer and shows what render makes of it: nodes, or a text that says why there is nothing. What stood there before stays until then. Returns the
   * answer, or undefined when there is none.
   */
  async fill(answer, render) {
    this.element.setAttribute('aria-busy', 'true');
    try {
      const value = await answer;
      const shown = render(value);
      if (typeof shown === 'string') {
        this.empty(shown);
      } else if (shown !== undefined) {
        this.show(shown);
      }
      return value;
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        replace(this.#body, el('p.failed', {}, failure.message));
      }
      return undefined;
    } finally {
      this.element.removeAttribute('aria-busy');
    }
  }
}

/** Returns figures with what they are, as a list of tiles: pairs of name and value. */
export function tiles(...pairs) {
  return el('dl.tiles', {}, pairs.map(([name, ...value]) => el('div.tile', {}, el('dt', {}, name), el('dd', {}, ...value))));
}

/** Returns a list of facts: pairs of name and value; those without a value are left out. */
export function facts(...pairs) {
  const present = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return el('dl.facts', {}, present.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

/** Returns what to do when the server has no packet at all. */
export function nothingYet() {
  return el(
    'section.panel.blank',
    {},
    el('h2', {}, 'No packets yet'),
    el('p', {}, 'This server has not been sent a packet so far. Let an agent capture and send some:'),
    el('pre', { tabindex: '0' }, `nta interfaces\nnta agent -i INTERFACE --send --server ${location.origin}`),
    el('p', {}, 'or look at the bundled capture first:'),
    el('pre', { tabindex: '0' }, 'nta demo'),
    el('p.dim', {}, 'This page shows the first packets as they come, without being loaded again.'),
  );
}
