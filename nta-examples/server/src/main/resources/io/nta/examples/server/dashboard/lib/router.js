/** Where the reader is: the part of the address behind #, a path and a query. Everything that a view depends on stands there, so that it can be kept and sent. */

/** Returns the present path, as a list of its decoded parts, and query. */
export function here() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decoded);
  return { parts: parts.length ? parts : ['overview'], query: new URLSearchParams(query) };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The parameters that go along from page to page. */
const LASTING = ['range', 'from', 'to'];

/** Returns the address of a page: the range of time is kept, other parameters are those given. */
export function address(parts, parameters = {}) {
  const query = new URLSearchParams();
  for (const name of LASTING) {
    const value = here().query.get(name);
    if (value) {
      query.set(name, value);
    }
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined || value === '') {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return `#/${parts.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** Goes to the same page with some parameters changed. */
export function change(parameters) {
  const { parts, query } = here();
  location.hash = address(parts, { ...Object.fromEntries(query), ...parameters });
}
