/** The sensors that send packets here. */
import { el } from './dom.js';
import { table } from './table.js';
import { ago, count, prefixed } from './units.js';

/** Returns the answer of /api/agents as a table; a text when there is none. */
export function agentTable(answer) {
  if (!answer.items.length) {
    return 'No agent has sent anything since the server started. nta agent -i INTERFACE --send --server URL begins.';
  }
  return table('Sensors', [
    { name: 'Sensor', head: true, cell: (agent) => el('span.mono', {}, agent.name ?? agent.agent), className: 'wrap' },
    { name: 'Last seen', cell: (agent) => seen(agent.last_seen) },
    { name: 'Rate', number: true, cell: (agent) => prefixed(agent.packets_per_second, 'packets/s') },
    { name: 'Packets', number: true, cell: (agent) => count(agent.packets), wideOnly: true },
    { name: 'Drops', number: true, cell: (agent) => count(agent.drops) },
    { name: 'Lag', number: true, cell: (agent) => `${agent.lag_seconds} s` },
  ], answer.items);
}

function seen(iso) {
  return iso ? el('time', { datetime: iso }, ago(Date.now() - Date.parse(iso))) : '–';
}
