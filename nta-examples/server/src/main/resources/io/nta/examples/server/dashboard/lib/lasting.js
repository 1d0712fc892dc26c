/** Whether an attack that is not over goes on, by the time of the capture, which the server tells each second. */
import { el } from './dom.js';
import { moment } from './units.js';

/** An attack is shown by windows that have ended, which agents upload somewhat later. */
const DELAY_S = 30;

let now = null;

/** Returns as a badge whether an attack that is not over goes on; the badge follows the time. */
export function lasting(alert) {
  const badge = el('span.badge', { 'data-last-seen': alert.last_seen, 'data-window': alert.window_size });
  say(badge);
  return badge;
}

/** Notes the time where the newest packets were captured, as the API writes it; null when there is none. */
export function noteEventTime(iso) {
  now = iso === null ? null : Date.parse(iso);
  document.querySelectorAll('[data-last-seen]').forEach(say);
}

function say(badge) {
  const lastSeen = Date.parse(badge.dataset.lastSeen);
  const quiet = now !== null && now - lastSeen > 1000 * (DELAY_S + Number(badge.dataset.window));
  const text = quiet ? `quiet since ${moment(lastSeen).slice(11)}` : 'going on';
  if (badge.textContent !== text) {
    badge.textContent = text;
  }
}
