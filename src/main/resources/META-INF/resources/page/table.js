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
    by.map(name => element('th', {scope: 'col'}, codes.dimensionName(name))),
    by.length === 0 ? element('th', {scope: 'col'}, element('span', {class: 'away'}, 'Selection')) : null,
    element('th', {scope: 'col', class: 'number'}, measureName('events')),
    estimates.map(measure => element('th', {scope: 'col', class: 'number'}, measureName(measure))));

  // With several dimensions, the rows of one value of the first stand together under a header that spans them.
  const bodies = [];
  let group = null;
  rows.forEach((row, i) => {
    const starts = by.length < 2 || i === 0 || rows[i - 1][by[0]] !== row[by[0]];
    if (group === null || (starts && by.length > 1)) {
      group = element('tbody');
      bodies.push(group);
    }
    const span = by.length < 2 ? 1 : rows.filter(other => other[by[0]] === row[by[0]]).length;
    group.append(element('tr', {},
      by.map((name, level) => level > 0
        ? element('th', {scope: 'row', class: 'inner'}, label(row, level))
        : starts ? element('th', by.length > 1 ? {scope: 'rowgroup', rowspan: span} : {scope: 'row'}, label(row, 0))
        : null),
      cells(row, rowKey(row, by))));
  });

  return element('table', {},
    element('caption', {class: 'away'}, caption(question, codes)),
    element('thead', {}, head),
    bodies,
    element('tfoot', {}, element('tr', {},
      element('th', {scope: 'row', colspan: Math.max(1, by.length)}, 'Total'),
      cells(answer.total, 'all'))));
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
