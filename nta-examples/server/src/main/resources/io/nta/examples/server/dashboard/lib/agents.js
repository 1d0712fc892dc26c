/** The sensors that send packets here. */
import { el } from './dom.js';
import { table } from './table.js';
import { ago, count, duration, prefixed } from './units.js';

/** Packets/s below which a rate is not told exactly. */
const LEAST_RATE = 0.01;

/** Returns the answer of /api/agents as a table; a text when there is none. */
export function agentTable(answer) {
  if (!answer.items.length) {
    return 'No agent has sent anything since the server started. To start one: nta agent -i INTERFACE --send --server URL';
  }
  // What an agent of the earlier system dropped is not known: it doesn't say.
  const dropped = (name) => (agent) => (agent.stats ? count(agent.stats[name]) : 'unknown');
  return table('Sensors', [
    { name: 'Sensor', head: true, cell: (agent) => el('span.mono', {}, agent.agent), className: 'wrap' },
    { name: 'Last seen', cell: (agent) => el('time', { datetime: agent.last_seen }, ago(Date.now() - Date.parse(agent.last_seen))) },
    { name: 'Rate', number: true, cell: (agent) => rate(agent.packets_per_second) },
    { name: 'Packets', number: true, cell: (agent) => count(agent.packets) },
    { name: 'Behind', number: true, cell: (agent) => (agent.lag_seconds === null ? '–' : duration(Math.max(0, agent.lag_seconds))) },
    { name: 'Sent twice', number: true, cell: (agent) => count(agent.duplicates), wideOnly: true },
    { name: 'Rejected', number: true, cell: (agent) => count(agent.rejected) },
    { name: 'Dropped by kernel', number: true, cell: dropped('dropped_by_kernel') },
    { name: 'by interface', number: true, cell: dropped('dropped_by_interface'), wideOnly: true },
    { name: 'by spool', number: true, cell: dropped('dropped_by_spool') },
    { name: 'Undecoded', number: true, cell: dropped('undecoded'), wideOnly: true },
  ], answer.items);
}

/** A rate in words. What is below a hundredth says no more than that. */
function rate(perSecond) {
  return perSecond > 0 && perSecond < LEAST_RATE ? `< ${LEAST_RATE} packets/s` : prefixed(perSecond, 'packets/s');
}
