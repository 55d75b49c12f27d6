/** One incident of the list: what happened, when and where, what is uncertain about it, and who reports it. */

import {element, webAddress} from './dom.js';
import {date, estimate, list} from './words.js';

const RELATIONS = {
  'duplicate-of': 'Another report of, and not counted beside,',
  'possible-duplicate-of': 'Perhaps another report of, but counted beside,',
  'related-to': 'Belongs with'
};

/** Characters that no longer fit beside other facts. */
const LONG = 45;

export function incident(event, codes) {
  const facts = [
    ['Date', dated(event)],
    ['Place', event.places?.map(place => where(place, codes)).join('; ')],
    ['Kind', `${codes.label('type', event.type)} (${codes.label('category', event.category).toLowerCase()})`],
    ['Outcome', codes.label('outcome', event.outcome)],
    ['Group', list(event.groups?.map(code => codes.label('group', code)) ?? [])],
    ['Perpetrators', event.perpetrators?.map(one => who(one, codes)).join('; ')],
    ...people(event),
    ['Evidence', codes.label('evidence', event.evidence)],
    ['Relations', event.relations?.map(relation).join('; ')],
    ['Note', event.note]
  ].filter(([, text]) => text);
  return element('li', {'data-event': event.id},
    element('h4', {}, event.title),
    event.summary ? element('p', {}, event.summary) : null,
    element('dl', {}, facts.map(([name, text]) =>
      element('div', {class: text.length > LONG && 'long'}, element('dt', {}, name), element('dd', {}, text)))),
    element('div', {class: 'sources'},
      element('h5', {}, event.sources.length === 1 ? 'Source' : 'Sources'),
      element('ul', {}, event.sources.map(source))),
    element('p', {class: 'record'},
      element('a', {href: `/v1/events/${encodeURIComponent(event.id)}`}, `Record ${event.id}`),
      event.version > 1 ? `, version ${event.version}` : null));
}

function dated(event) {
  const text = date(event.date);
  const known = /^\d{4}(-\d{2}){0,2}$/.test(event.date);
  return known ? element('time', {datetime: event.date}, text) : text;
}

function where({country, admin1, locality}, codes) {
  return [locality, admin1, codes.label('country', country)].filter(Boolean).join(', ');
}

function who({nationality, count}, codes) {
  const name = nationality === 'unknown' ? 'nationality unknown' : codes.label('nationality', nationality);
  return count === undefined ? `${name}: number not stated, counts as at least 1` : `${name}: ${estimate(count)}`;
}

function people({casualties = {}, arrested}) {
  const stated = [
    ['Killed', casualties.killed],
    ['Perpetrators killed', casualties.perpetratorsKilled],
    ['Wounded', casualties.wounded],
    ['Arrested', arrested]
  ];
  return stated.filter(([, figure]) => figure !== undefined).map(([name, figure]) => [name, estimate(figure)]);
}

function relation({kind, event}) {
  return `${RELATIONS[kind] ?? kind} ${event}`;
}

function source({publisher, title, url, published, language}) {
  const address = webAddress(url);
  const details = [publisher, published === undefined ? null : date(published), language].filter(Boolean).join(', ');
  return element('li', {},
    address === null ? title : element('a', {href: address, rel: 'noreferrer external'}, title),
    details === '' ? null : ` (${details})`);
}
