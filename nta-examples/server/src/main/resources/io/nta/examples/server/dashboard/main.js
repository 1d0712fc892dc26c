/** The page's frame: who is here, where they are, what goes on, and the page that shows it. */
import { UNAUTHORISED, get } from './lib/api.js';
import { Announcer } from './lib/announcer.js';
import { el, replace } from './lib/dom.js';
import { LiveStream } from './lib/live.js';
import { nothingYet } from './lib/panel.js';
import { currentRange, showPicker } from './lib/range.js';
import { address, here } from './lib/router.js';
import { showSignIn, signOut, whoAmI } from './lib/session.js';
import { beginTheme } from './lib/theme.js';
import { count } from './lib/units.js';

/** While packets come, a page is renewed this often; many readers must not keep the server from its work. */
const RENEW_MS = 10_000;

const NAVIGATION = [
  ['overview', 'Overview'], ['alerts', 'Alerts'], ['hosts', 'Hosts'], ['packets', 'Packets'], ['protocols', 'DNS & TCP'], ['system', 'System'],
];
/** Each is loaded when somebody goes there: a first view asks for no other. */
const PAGES = {
  overview: () => import('./pages/overview.js'),
  alerts: () => import('./pages/alerts.js'),
  hosts: () => import('./pages/host.js'),
  packets: () => import('./pages/packets.js'),
  protocols: () => import('./pages/protocols.js'),
  system: () => import('./pages/system.js'),
};

const main = document.getElementById('main');
const nav = document.getElementById('pages');
const picker = document.getElementById('range');
const signOutButton = document.getElementById('sign-out');

const stream = new LiveStream();
let shown = null;
let renewal = 0;

function load([name, item]) {
  if (name === 'alerts' && item) {
    return import('./pages/alert.js');
  }
  return (Object.hasOwn(PAGES, name) ? PAGES[name] : PAGES.overview)();
}

/** Shows the page that the address tells; another page is built, the same one only renewed. */
async function show() {
  try {
    await turn();
  } catch (failure) {
    if (shown) {
      shown.path = null;
    }
    replace(main, broken(failure, show));
    return;
  }
  await renew();
}

/** Builds the page that the address tells, unless it is there. */
async function turn() {
  let page;
  let parts;
  do {
    ({ parts } = here());
    page = await load(parts);
    // Whoever goes elsewhere meanwhile wants that page.
  } while (here().parts.join('/') !== parts.join('/'));
  const path = parts.join('/');
  if (shown?.path === path) {
    return;
  }
  const first = shown === null;
  shown?.abort.abort();
  shown = begin(path, parts, page);
  if (!first) {
    shown.heading.focus();
  }
}

function broken(failure, again) {
  return el('section.panel', {}, el('p.failed', { role: 'alert' }, failure.message), el('button', { type: 'button', click: again }, 'Try again'));
}

function begin(path, parts, page) {
  const abort = new AbortController();
  const heading = el('h1', { tabindex: '-1' });
  const body = el('div');
  const rename = (text) => {
    heading.textContent = text;
    document.title = `${text} · nta`;
  };
  const view = { signal: abort.signal, title: rename, content: (...nodes) => replace(body, ...nodes), again: () => renew() };
  replace(main, heading, body);
  rename(page.title(parts));
  showNavigation(parts[0]);
  return { path, abort, heading, body, parts, page, view, built: page.build(view, parts), empty: false };
}

/** Asks everything that the page shows anew. */
async function renew() {
  clearTimeout(renewal);
  renewal = 0;
  const current = shown;
  try {
    const range = await currentRange();
    if (current !== shown) {
      return;
    }
    // Whoever is choosing a range keeps what they have written.
    if (!picker.contains(document.activeElement) || !picker.querySelector('#range-from')) {
      showPicker(picker, range);
    }
    picker.hidden = current.built.rangeless === true;
    if (range || current.built.rangeless) {
      revive(current);
      await current.built.refresh(range);
    } else {
      replace(current.body, nothingYet());
      current.empty = true;
    }
    await showUnresolved();
  } catch (failure) {
    if (failure.name !== 'AbortError' && failure.status !== 401) {
      replace(current.body, broken(failure, renew));
      current.empty = true;
    }
  }
}

/** Builds a page again in whose place stood that there is nothing. */
function revive(current) {
  if (current.empty) {
    current.empty = false;
    current.built = current.page.build(current.view, current.parts);
  }
}

function showNavigation(current) {
  const unresolved = nav.querySelector('.number')?.textContent ?? '';
  const links = NAVIGATION.map(([page, name]) => {
    const number = page === 'alerts' ? el('span.badge.number', { hidden: unresolved === '' }, unresolved) : null;
    return el('a', { href: address([page]), 'aria-current': page === current ? 'page' : null }, name, number);
  });
  replace(nav, ...links);
}

async function showUnresolved() {
  const { unresolved } = await get('/api/alerts/summary');
  const badge = nav.querySelector('.number');
  badge.textContent = unresolved === 0 ? '' : count(unresolved);
  badge.setAttribute('aria-label', `${count(unresolved)} unresolved`);
  badge.hidden = unresolved === 0;
  for (const link of nav.querySelectorAll('a')) {
    link.href = address([link.hash.slice(2).split('?')[0]]);
  }
}

function renewSoon() {
  if (!renewal && !document.hidden && (!shown.built.still || shown.empty)) {
    renewal = setTimeout(renew, RENEW_MS);
  }
}

function packetsCame() {
  if (shown.empty && !renewal) {
    renew();
  }
  renewSoon();
}

/** Alerts were opened, changed, closed, resolved or reopened. */
async function alertsChanged(changes) {
  try {
    await showUnresolved();
    const range = await currentRange();
    await (range && !shown.empty ? shown.built.alerted?.(range, changes) : renew());
  } catch (failure) {
    // The next renewal says what is wrong, if it still is.
    console.debug(failure);
  }
}

const announcer = new Announcer(stream, { packetsCame, alertsChanged, anew: renew });

async function start() {
  beginTheme(document.getElementById('theme'));
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    main.focus();
  });
  window.addEventListener(UNAUTHORISED, () => stopForKey());
  window.addEventListener('hashchange', () => (shown ? show() : undefined));
  document.addEventListener('visibilitychange', () => (document.hidden || !shown ? undefined : renew()));
  signOutButton.addEventListener('click', () => signOut().then(stopForKey));
  await enter();
}

/** Goes in, if the server lets us. */
async function enter() {
  try {
    const session = await whoAmI();
    if (session) {
      signOutButton.hidden = !session.key_needed;
      await turn();
      stream.open();
      await renew();
    }
  } catch (failure) {
    replace(main, el('section.panel.blank', {}, el('h1', {}, 'nta'), el('p.failed', { role: 'alert' }, failure.message), el('button', { type: 'button', click: enter }, 'Try again')));
  }
}

/** The server wants a key: nothing is shown before there is one. */
function stopForKey() {
  if (main.querySelector('#api-key')) {
    return;
  }
  stream.close();
  announcer.forget();
  shown?.abort.abort();
  shown = null;
  signOutButton.hidden = true;
  picker.hidden = true;
  replace(nav);
  showSignIn(main, enter);
}

await start();
