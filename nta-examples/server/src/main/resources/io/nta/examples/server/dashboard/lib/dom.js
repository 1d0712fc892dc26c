/** Builds elements. Text becomes text nodes and nothing else: what an attacker chose can't be markup. */

/**
 * Returns an element.
 *
 * @param {string} what its tag, and its classes behind dots: "p.dim"
 * @param {Object} [properties] attributes; a function is a listener ("click"), null and false are left out
 * @param {...(Node|string|number|null)} children
 */
export function el(what, properties = {}, ...children) {
  const [tag, ...classes] = what.split('.');
  const element = document.createElement(tag);
  element.classList.add(...classes);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined).map(node));
  return element;
}

function node(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

/** Puts children in the place of a container's own; whoever had the keyboard's focus or was open stays so. */
export function replace(container, ...children) {
  const active = document.activeElement;
  const focused = container.contains(active) && active !== container ? keyOf(active) : null;
  const open = new Set([...container.querySelectorAll('details[open]')].map(keyOf));
  container.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined).map(node));
  for (const details of container.querySelectorAll('details')) {
    details.open = details.open || open.has(keyOf(details));
  }
  if (focused !== null) {
    [...container.querySelectorAll('a, button, input, select, summary, [tabindex]')]
      .find((candidate) => keyOf(candidate) === focused)
      ?.focus({ preventScroll: true });
  }
}

function keyOf(element) {
  return element.id || element.dataset.key || `${element.tagName} ${element.getAttribute('href') ?? ''} ${element.textContent}`;
}

let ids = 0;

/** Returns an id that no other element has. */
export function freshId(stem) {
  ids += 1;
  return `${stem}-${ids}`;
}

/** Returns a text of which two lines are shown; all of it is there for those who point at it, copy it or hear it. */
export function clipped(text) {
  return el('span.clip', { title: text }, text);
}

/** Returns a labelled control. */
export function field(label, control) {
  control.id ||= freshId('field');
  return el('div.field', {}, el('label', { for: control.id }, label), control);
}

/** Returns a select. Options are values, or pairs of value and text. */
export function select(properties, options, chosen) {
  const element = el('select', properties);
  for (const option of options) {
    const [value, text] = Array.isArray(option) ? option : [option, option];
    element.append(el('option', { value }, text));
  }
  element.value = chosen ?? element.options[0]?.value ?? '';
  return element;
}
