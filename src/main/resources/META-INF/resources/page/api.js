/** Requests to the service that the page came from. */

/** What the API says is wrong with a request (RFC 9457, problem details). */
export class Problem extends Error {
  constructor(title, detail, faults = []) {
    super(detail);
    this.title = title;
    this.detail = detail;
    this.faults = faults;
  }
}

/** The path and query of an address that the API gave: the page asks its own origin, whatever the API's public name. */
export function local(address) {
  const url = new URL(address, location.href);
  return url.pathname + url.search;
}

/** The document at a path, or a Problem. */
export async function get(path, signal) {
  let answer;
  try {
    answer = await fetch(path, {headers: {Accept: 'application/json'}, signal});
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem('No connection', 'The service could not be reached. Check the connection and try again.');
  }
  const document = await answer.json().catch(() => null);
  if (answer.ok && document !== null) {
    return document;
  }
  throw new Problem(
    document?.title ?? 'No answer',
    document?.detail ?? `The service answered with status ${answer.status} and without an explanation.`,
    document?.errors ?? []
  );
}
