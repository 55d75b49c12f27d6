/** The answer as a table: every count is a link to the incidents behind it. */

import {element} from './dom.js';
import {TIME} from './codes.js';
import {best, caveats, list, measureName, number, unknown} from './words.js';

/**
 * The rows in the order in which they are shown. One dimension that is not time is ranked by what is counted; else
 * the rows are grouped by the first dimension, by label or in time.
 */
export function ordered(answer, question, codes) {
  const {by, measure} = question;
  const size = row => measure === 'events' ? row.events : row[measure].best;
  const compared = name => (a, b) => TIME.includes(name)
    ? a[name].localeCompare(b[name], 'en')
    : Number(a[name] === 'unknown') - Number(b[name] === 'unknown')
      || codes.label(name, a[name]).localeCompare(codes.label(name, b[name]), 'en');
  const orders = by.map(compared);
  if (by.length === 1 && !TIME.includes(by[0])) {
    orders.unshift((a, b) => size(b) - size(a) || b.events - a.events);
  }
  return [...answer.rows].sort((a, b) => orders.reduce((order, next) => order || next(a, b), 0));
}

/** Names a row in the page's address. */
export function rowKey(row, by) {
  return 'row:' + by.map(name => row[name]).join(',');
}

/**
 * @param link makes a link to the incidents that a key names, around a text
 */
export function table(answer, rows, question, codes, link) {
  const {by} = question;
  const estimates = answer.query.measure.filter(measure => measure !== 'events');
  const cells = (row, key) => [
    element('td', {class: 'number'}, link(key, number(row.events))),
    ...estimates.map(measure => estimated(row[measure], row.events))
  ];
  const label = (row, i) => codes.label(by[i], row[by[i]]);

  const head = element('tr', {},
    by.map((name, level) => element('th', {scope: 'col', class: by.length > 1 && level === 0 && 'wide'},
      codes.dimensionName(name))),
    by.length === 0 ? element('th', {scope: 'col'}, element('span', {class: 'away'}, 'Selection')) : null,
    element('th', {scope: 'col', class: 'number'}, measureName('events')),
    estimates.map(measure => element('th', {scope: 'col', class: 'number'}, measureName(measure))));

  return element('table', {},
    element('caption', {class: 'away'}, caption(question, codes)),
    element('thead', {}, head),
    by.length < 2
      ? element('tbody', {}, by.length === 0 ? [] : rows.map(row => element('tr', {},
          element('th', {scope: 'row'}, label(row, 0)), cells(row, rowKey(row, by)))))
      : grouped(rows, by[0]).map(group => element('tbody', {},
          element('tr', {class: 'narrow'},
            element('th', {scope: 'rowgroup', colspan: by.length + estimates.length}, label(group[0], 0))),
          group.map((row, i) => element('tr', {},
            i === 0 ? element('th', {scope: 'rowgroup', class: 'wide', rowspan: group.length}, label(row, 0)) : null,
            by.slice(1).map((name, level) => element('th', {scope: 'row'}, label(row, level + 1))),
            cells(row, rowKey(row, by)))))),
    element('tfoot', {}, element('tr', {},
      element('th', {scope: 'row'}, 'Total'),
      by.slice(1).map((name, level) => element('td', {class: level === 0 && 'wide'})),
      cells(answer.total, 'all'))));
}

/** The rows of each value of a dimension: on a wide page it stands beside them, on a narrow one above them. */
function grouped(rows, name) {
  const groups = [];
  rows.forEach((row, i) => {
    if (i === 0 || rows[i - 1][name] !== row[name]) {
      groups.push([]);
    }
    groups[groups.length - 1].push(row);
  });
  return groups;
}

/** What the table shows, in words. */
export function caption(question, codes) {
  const measures = question.measures.map((code, i) => {
    const name = measureName(code);
    return i === 0 ? name : name.toLowerCase();
  });
  const by = question.by.map(name => codes.dimensionName(name).toLowerCase());
  const between = question.from === '' ? (question.to === '' ? '' : `, until ${question.to}`)
    : question.to === '' ? `, from ${question.from}`
    : question.from === question.to ? `, ${question.from}` : `, ${question.from} to ${question.to}`;
  return list(measures) + (by.length === 0 ? ' in all' : ` by ${list(by)}`) + between;
}

function estimated(tally, events) {
  return element('td', {class: 'number'},
    unknown(tally, events) ? element('span', {class: 'unknown'}, best(tally, events)) : best(tally, events),
    caveats(tally, events).map(caveat => element('small', {}, caveat)));
}
