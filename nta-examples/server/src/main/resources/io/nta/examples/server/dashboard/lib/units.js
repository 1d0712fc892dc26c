/** Writes numbers, sizes and times. */

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const TENTHS = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'];

/** Units of rates and sizes, which take a prefix. */
const PREFIXED = new Set(['packets/s', 'bits/s', 'bytes']);

/** Returns a count with all of its digits. */
export function count(number) {
  return WHOLE.format(number);
}

/** Returns a number with about three digits: 0.033, 12.3, 1,450. */
export function short(number) {
  return Math.abs(number) >= 1000 ? WHOLE.format(number) : THREE_DIGITS.format(number);
}

/** Returns a quantity with a decimal prefix: 1.2 Mbit/s. */
export function prefixed(number, unit) {
  let step = 0;
  let rest = Math.abs(number);
  while (rest >= 999.5 && step < PREFIXES.length - 1) {
    rest /= 1000;
    step += 1;
  }
  const symbol = { bytes: 'B', 'bits/s': 'bit/s' }[unit] ?? unit;
  const gap = step === 0 || symbol.length <= 5 ? '' : ' ';
  return `${number < 0 ? '−' : ''}${THREE_DIGITS.format(rest)} ${PREFIXES[step]}${gap}${symbol}`;
}

/** Returns a value in the catalogue's unit. */
export function quantity(number, unit) {
  if (number === null || number === undefined) {
    return '–';
  }
  if (PREFIXED.has(unit)) {
    return prefixed(number, unit);
  }
  return unit === 'ratio' ? short(number) : `${short(number)} ${unit}`;
}

/** Returns a number with a decimal prefix and no unit, for an axis: 1.2 M. */
export function tick(number) {
  return prefixed(number, '').trim();
}

/** Returns a share of 0 to 1 in percent, to a tenth. */
export function percent(share) {
  return share > 0 && share < 0.0005 ? '< 0.1 %' : `${TENTHS.format(share * 100)} %`;
}

/** Returns a moment as date and time of day, in UTC. */
export function moment(milliseconds) {
  return new Date(milliseconds).toISOString().replace('T', ' ').replace(/\.\d+Z$/, '');
}

/** Returns a length of time, roughly. */
export function duration(seconds) {
  const steps = [[86400, 'd'], [3600, 'h'], [60, 'min']];
  const [length, name] = steps.find(([size]) => seconds >= 2 * size) ?? [1, 's'];
  return `${THREE_DIGITS.format(Math.round((10 * seconds) / length) / 10)} ${name}`;
}

/** Returns how long ago something was, roughly. */
export function ago(milliseconds) {
  return `${duration(Math.max(0, Math.round(milliseconds / 1000)))} ago`;
}

/** Names of DNS record types by number, as IANA lists them; others are told by number, as RFC 3597 does. */
const DNS_TYPES = {
  1: 'A', 2: 'NS', 5: 'CNAME', 6: 'SOA', 10: 'NULL', 12: 'PTR', 15: 'MX', 16: 'TXT', 28: 'AAAA', 33: 'SRV', 35: 'NAPTR', 43: 'DS',
  46: 'RRSIG', 48: 'DNSKEY', 64: 'SVCB', 65: 'HTTPS', 252: 'AXFR', 255: 'ANY', 257: 'CAA', 65399: 'PRIVATE',
};

/** Returns a DNS record type's name. */
export function dnsType(number) {
  return DNS_TYPES[number] ?? `TYPE${number}`;
}
