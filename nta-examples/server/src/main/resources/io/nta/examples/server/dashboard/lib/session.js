/**
 * Who asks. A server that wants a key gives a cookie for it that no script can read, so that neither this page nor anything that got into it holds the key, and
 * the stream of events, which can send no header, is let in, too.
 */
import { ApiError, get, post, remove } from './api.js';
import { el, field, replace } from './dom.js';

let session = null;

/** Asks who we are; null when the server wants a key first. */
export async function whoAmI() {
  try {
    session = await get('/api/session');
  } catch (failure) {
    if (!(failure instanceof ApiError) || failure.status !== 401) {
      throw failure;
    }
    session = null;
  }
  return session;
}

/** Returns whether the session may change things. */
export function mayChange() {
  return session?.scopes.includes('admin') ?? false;
}

/** Returns whether the server has keys, whose names then are who does something. */
export function keyNeeded() {
  return session?.key_needed ?? false;
}

/** Returns a button that changes something; without the right to, it says so. */
export function changeButton(properties, text) {
  const button = el('button', { type: 'button', ...properties }, text);
  if (!mayChange()) {
    button.disabled = true;
    button.title = 'This needs a key with the scope admin';
  }
  return button;
}

/** Ends the session. */
export async function signOut() {
  await remove('/api/session');
  session = null;
}

/** Shows a form that asks for a key, and calls done when the server took one. */
export function showSignIn(main, done) {
  const key = el('input', { type: 'password', id: 'api-key', autocomplete: 'current-password', required: true, spellcheck: 'false' });
  const failed = el('p.failed', { role: 'alert' });
  const submit = async (event) => {
    event.preventDefault();
    failed.textContent = '';
    try {
      session = await post('/api/session', { key: key.value.trim() }, { signIn: true });
      done();
    } catch (failure) {
      failed.textContent = failure.message;
      key.setAttribute('aria-invalid', 'true');
      key.focus();
    }
  };
  const form = el('form', { submit }, field('API key', key), failed, el('div.buttons', {}, el('button.main', { type: 'submit' }, 'Sign in')));
  replace(
    main,
    el(
      'section.panel.blank',
      {},
      el('h1', { tabindex: '-1' }, 'Sign in'),
      el('p', {}, 'This server asks for an API key. One with the scope read sees everything; resolving and suppressing need admin.'),
      form,
    ),
  );
  key.focus();
}
