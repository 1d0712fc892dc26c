/** Asks the server. Every refusal is an {@link ApiError} with the server's own words. */

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Told when the server wants a key. */
export const UNAUTHORISED = 'nta-unauthorised';

/** Returns an URL's path and query; parameters that are null, undefined or empty are left out. */
function target(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...options });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new ApiError(0, 'The server does not answer. Is it running, and reachable from here?');
  }
  if (response.ok) {
    return response;
  }
  if (response.status === 401 && !options.signIn) {
    window.dispatchEvent(new Event(UNAUTHORISED));
  }
  throw new ApiError(response.status, await reason(response));
}

async function reason(response) {
  try {
    const problem = await response.json();
    const errors = (problem.errors ?? []).map((error) => `${error.parameter}: ${error.message}`);
    const told = [problem.detail ?? problem.title, ...errors].filter(Boolean).join(' – ');
    return told || `The server answered ${response.status}`;
  } catch {
    return `The server answered ${response.status}`;
  }
}

/** Returns the JSON answer of a GET. */
export async function get(path, parameters = {}, signal = undefined) {
  return (await ask(target(path, parameters), { signal })).json();
}

/** Returns the text of a GET. */
export async function getText(path, signal) {
  return (await ask(path, { signal })).text();
}

/** Returns the answer to /health, which has the same form whether all is well or not. */
export async function health(signal) {
  const response = await fetch('/health', { signal, cache: 'no-store' });
  if (!response.ok && response.status !== 503) {
    throw new ApiError(response.status, await reason(response));
  }
  return response.json();
}

/** Posts a JSON value and returns the answer. */
export async function post(path, body, options = {}) {
  const response = await ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    ...options,
  });
  return response.status === 204 ? null : response.json();
}

/** Deletes. */
export async function remove(path) {
  await ask(path, { method: 'DELETE' });
}
