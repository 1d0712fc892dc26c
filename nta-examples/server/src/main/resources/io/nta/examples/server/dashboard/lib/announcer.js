/** Tells of what the stream brings: whether it is there, how much comes, and new alerts, for eyes and ears. */
import { sentence } from './alerts.js';
import { el, replace } from './dom.js';
import { noteEventTime } from './lasting.js';
import { address } from './router.js';
import { prefixed } from './units.js';

/** Alerts are shown at once, but a storm of them not one by one. */
const ALERTS_MS = 500;
const STATES = { live: 'Live', lost: 'Connection lost, trying again', full: 'Too many live viewers: refreshed every 15 s' };

/** Hears a stream. */
export class Announcer {
  #live = document.getElementById('live');
  #toast = document.getElementById('toast');
  #page;
  #fresh = [];
  #said = '';
  #changes = [];
  #timer = 0;

  /**
   * Begins to hear.
   *
   * @param {LiveStream} stream
   * @param {Object} page is told: packetsCame(), alertsChanged([{change, alert}]), anew()
   */
  constructor(stream, page) {
    this.#page = page;
    stream.addEventListener('traffic', ({ detail }) => this.#traffic(detail));
    stream.addEventListener('state', ({ detail }) => this.#show(detail, STATES[detail]));
    stream.addEventListener('alert', ({ detail }) => this.#alert(detail));
    stream.addEventListener('anew', () => page.anew());
  }

  #traffic({ packets, seconds, event_time: eventTime }) {
    noteEventTime(eventTime);
    const rate = seconds > 0 ? packets / seconds : 0;
    this.#show('live', packets > 0 ? `Live · ${prefixed(rate, 'packets/s')}` : 'Live · no packets');
    if (packets > 0) {
      this.#page.packetsCame();
    }
  }

  #show(state, text) {
    // Those who hear the page are told of what changes, not of each second's figure.
    this.#live.setAttribute('aria-live', this.#live.dataset.state === state ? 'off' : 'polite');
    this.#live.dataset.state = state;
    this.#live.textContent = text;
  }

  #alert(change) {
    this.#changes.push(change);
    if (change.change === 'opened') {
      this.#fresh.push(change.alert);
    } else {
      this.#fresh = this.#fresh.map((alert) => (alert.id === change.alert.id ? change.alert : alert)).filter((alert) => !alert.resolved);
    }
    if (!this.#timer) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.#announce();
        this.#page.alertsChanged(this.#changes.splice(0));
      }, ALERTS_MS);
    }
  }

  #announce() {
    if (!this.#fresh.length) {
      this.forget();
      return;
    }
    const newest = this.#fresh.at(-1);
    const text = (this.#fresh.length === 1 ? 'New alert: ' : `${this.#fresh.length} new alerts, the newest: `) + sentence(newest);
    if (text === this.#said) {
      return;
    }
    this.#said = text;
    replace(
      this.#toast,
      el('p', {}, text),
      el('a', { href: address(['alerts', newest.id]), click: () => this.forget() }, 'Open'),
      el('button', { type: 'button', click: () => this.forget() }, 'Dismiss'),
    );
  }

  /** Says nothing more of the alerts so far. */
  forget() {
    this.#fresh = [];
    this.#said = '';
    replace(this.#toast);
  }
}
