/** Numbers, dates and estimates as a person would say them. */

const NUMBER = new Intl.NumberFormat('en');

const MEASURES = {
  events: 'Incidents',
  perpetrators: 'Perpetrators',
  killed: 'People killed',
  wounded: 'People wounded',
  arrested: 'People arrested'
};

export function number(value) {
  return NUMBER.format(value);
}

export function incidents(count) {
  return count === 1 ? '1 incident' : `${number(count)} incidents`;
}

export function measureName(code, label = code) {
  return MEASURES[code] ?? label;
}

/** "a", "a and b", "a, b and c". */
export function list(texts, last = 'and') {
  return texts.length < 2
    ? texts.join('')
    : `${texts.slice(0, -1).join(', ')} ${last} ${texts[texts.length - 1]}`;
}

/** A date in EDTF: as much of it as is known. */
export function date(edtf) {
  const [start, end] = edtf.split('/').map(point);
  return end === undefined ? start : `Between ${start} and ${end}`;
}

/** A value of a dimension of time in running text. */
export function period(code) {
  return code.includes('/') ? code.split('/').map(point).join(' to ') : point(code);
}

function point(text) {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(~)?$/.exec(text);
  if (parts === null) {
    return text;
  }
  const [, year, month, day, approximate] = parts;
  const name = month === undefined
    ? year
    : new Intl.DateTimeFormat('en-GB', {
        year: 'numeric', month: 'long', day: day === undefined ? undefined : 'numeric', timeZone: 'UTC'
      }).format(new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))));
  return approximate === undefined ? name : `about ${name}`;
}

/** The moment of a change of the record. */
export function moment(instant) {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC'
  }).format(new Date(instant)) + ' UTC';
}

/** Whether none of the incidents has a figure, so that the sum says nothing. */
export function unknown(tally, events) {
  return events > 0 && tally.unknown >= events;
}

/** The best value of a sum of estimates. */
export function best(tally, events) {
  return unknown(tally, events) ? 'not known' : number(tally.best);
}

/** What has to be known about a sum of estimates before it is quoted. */
export function caveats(tally, events) {
  if (unknown(tally, events)) {
    return [events === 1 ? 'unknown in 1 incident' : `unknown in all ${incidents(events)}`];
  }
  const caveats = [];
  if (tally.low !== tally.high) {
    caveats.push(`low ${number(tally.low)}, high ${number(tally.high)}`);
  }
  if (tally.atLeast > 0) {
    caveats.push(events === 1 ? 'at least: only a minimum is known' : `at least: only a minimum in ${incidents(tally.atLeast)}`);
  }
  if (tally.unknown > 0) {
    caveats.push(`unknown in ${incidents(tally.unknown)}`);
  }
  return caveats;
}

/** One incident's estimate. */
export function estimate({low, best, high}) {
  if (best === undefined && high === undefined) {
    return `at least ${number(low)}`;
  }
  if (best === undefined && low === undefined) {
    return `at most ${number(high)}`;
  }
  if (best === undefined) {
    return `${number(low)} to ${number(high)}`;
  }
  const range = [low === undefined ? '' : `at least ${number(low)}`, high === undefined ? '' : `at most ${number(high)}`];
  const known = range.filter(text => text !== '');
  return known.length === 0 ? number(best) : `${number(best)} (${known.join(', ')})`;
}
