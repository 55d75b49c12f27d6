/**
 * The question that the page's address asks. The parameters are those of /v1/statistics, so that one address can be
 * made from the other; beside them stands `incidents`, which says whose incidents are listed.
 */

const OWN = ['by', 'measure', 'from', 'to', 'incidents', 'format'];

/** Stands for no dimension, in the page's address: without `by` the page groups by country. */
const NOTHING = 'none';

export class Question {
  /** @param filters the codes by parameter, in the order in which the address has them */
  constructor({by, measures, from, to, filters, incidents}) {
    this.by = by;
    this.measures = measures;
    this.from = from;
    this.to = to;
    this.filters = filters;
    this.incidents = incidents;
  }

  static read(search) {
    const parameters = new URLSearchParams(search);
    const values = name => parameters.getAll(name).join(',').split(',').filter(value => value !== '');
    const by = values('by');
    const names = [...new Set(parameters.keys())].filter(name => !OWN.includes(name));
    return new Question({
      by: by.length === 0 ? ['country'] : by.filter(name => name !== NOTHING),
      measures: parameters.has('measure') ? values('measure') : ['events'],
      from: values('from').join(','),
      to: values('to').join(','),
      filters: new Map(names.map(name => [name, values(name)])),
      incidents: parameters.get('incidents') ?? ''
    });
  }

  with(changes) {
    return new Question({...this, ...changes});
  }

  /** The measure that the chart draws: the first that is an estimate, else the incidents. */
  get measure() {
    return this.measures.find(measure => measure !== 'events') ?? 'events';
  }

  /** The page's address. */
  get address() {
    return './?' + query([
      ['by', this.by.length === 0 ? [NOTHING] : this.by],
      ['measure', this.measures],
      ...this.selection,
      ['incidents', [this.incidents]]
    ]);
  }

  /** The request that answers it. The number of incidents is asked for along with each estimate. */
  get request() {
    return '/v1/statistics?' + query([
      ['by', this.by],
      ['measure', ['events', ...this.measures.filter(measure => measure !== 'events')]],
      ...this.selection
    ]);
  }

  get selection() {
    return [...this.filters, ['from', [this.from]], ['to', [this.to]]];
  }

  get filtered() {
    return this.from !== '' || this.to !== '' || this.filters.size > 0;
  }
}

/** The address of the same data in another format. */
export function formatted(path, format) {
  return `${path}${path.includes('?') ? '&' : '?'}format=${format}`;
}

/** A query that a person can read: of what may stand unescaped, nothing is escaped. */
function query(parameters) {
  const readable = value => encodeURIComponent(value).replace(/%2F/g, '/').replace(/%3A/g, ':');
  return parameters
    .map(([name, values]) => [name, values.filter(value => value !== '')])
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `${encodeURIComponent(name)}=${values.map(readable).join(',')}`)
    .join('&');
}
