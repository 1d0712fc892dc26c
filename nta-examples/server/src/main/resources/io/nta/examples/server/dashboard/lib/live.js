/** What happens, as the server tells it: one stream of events for the whole page, begun anew when it breaks. */

const AGAIN_MS = 5_000;
/** How often the page asks when it isn't told. */
const POLL_MS = 15_000;

/** Events: "alert" and "traffic" (detail: the server's data), "state" (detail: live, lost or full), "anew" (what was missed is not known). */
export class LiveStream extends EventTarget {
  #source = null;
  #lastId = null;
  #again = 0;
  #poll = 0;

  /** Begins to listen. */
  open() {
    this.close();
    const query = this.#lastId ? `?last_event_id=${encodeURIComponent(this.#lastId)}` : '';
    const source = new EventSource(`/api/stream${query}`);
    this.#source = source;
    source.onopen = () => this.#tell('state', 'live');
    source.onerror = () => this.#broken();
    source.addEventListener('alert', (event) => this.#remember(event));
    source.addEventListener('traffic', (event) => this.#tell('traffic', JSON.parse(event.data)));
    source.addEventListener('reset', (event) => {
      this.#lastId = event.lastEventId || null;
      this.#tell('anew', null);
    });
    source.addEventListener('full', () => this.#full());
  }

  #remember(event) {
    this.#lastId = event.lastEventId || this.#lastId;
    this.#tell('alert', JSON.parse(event.data));
  }

  #broken() {
    this.#tell('state', 'lost');
    if (this.#source?.readyState === EventSource.CLOSED) {
      this.#again = setTimeout(() => this.open(), AGAIN_MS);
    }
  }

  /** Others listen, and there is no room: the page asks instead. */
  #full() {
    this.close();
    this.#tell('state', 'full');
    this.#poll = setInterval(() => this.#tell('anew', null), POLL_MS);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Ends listening. */
  close() {
    clearTimeout(this.#again);
    clearInterval(this.#poll);
    this.#source?.close();
    this.#source = null;
  }
}
