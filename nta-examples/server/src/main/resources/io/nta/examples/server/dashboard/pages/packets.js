/** Packets as they came, paged and filtered. */
import { el, field, replace, select } from '../lib/dom.js';
import { showPackets } from '../lib/packets.js';
import { Panel } from '../lib/panel.js';
import { bounds } from '../lib/range.js';
import { change, here } from '../lib/router.js';

const PAGE = 50;
const PROTOCOLS = [['', 'any'], ['tcp', 'TCP'], ['udp', 'UDP'], ['icmp', 'ICMP'], ['icmpv6', 'ICMPv6'], ['arp', 'ARP'], ['other', 'other']];

export const title = () => 'Packets';

/** Builds the page. */
export function build(view) {
  const filters = el('form.filters', { 'aria-label': 'Filters', submit: (event) => event.preventDefault() });
  const panel = new Panel('Packets');
  const more = el('div.buttons');
  view.content(filters, panel.element, more);

  async function refresh(range) {
    const { query } = here();
    showFilters(filters, query);
    const asked = { ...bounds(range), host: query.get('host'), protocol: query.get('protocol'), port: query.get('port'), limit: PAGE, after: query.get('after') };
    const page = await showPackets(panel, asked, view.signal);
    replace(
      more,
      query.get('after') ? el('button', { type: 'button', click: () => change({ after: null }) }, 'Newest') : el('button', { type: 'button', click: view.again }, 'Look for newer ones'),
      page?.next ? el('button', { type: 'button', id: 'older', click: () => change({ after: page.next }) }, 'Older') : null,
    );
  }

  // Rows that somebody reads must not move away under them: this page is not renewed by itself.
  return { refresh, still: true };
}

function showFilters(form, query) {
  const apply = (name) => (event) => {
    if (event.target.reportValidity()) {
      change({ [name]: event.target.value.trim(), after: null });
    }
  };
  const host = el('input', { id: 'filter-host', value: query.get('host') ?? '', placeholder: 'any address', spellcheck: 'false', change: apply('host') });
  const port = el('input', { id: 'filter-port', type: 'number', min: '0', max: '65535', value: query.get('port') ?? '', placeholder: 'any', change: apply('port') });
  replace(
    form,
    field('Source or destination', host),
    field('Protocol', select({ id: 'filter-protocol', change: apply('protocol') }, PROTOCOLS, query.get('protocol') ?? '')),
    field('Port', port),
    el('button', { type: 'button', click: () => change({ host: null, protocol: null, port: null, after: null }) }, 'Clear'),
  );
}
