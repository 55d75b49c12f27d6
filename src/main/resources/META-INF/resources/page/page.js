/** The page: its address is the question; it asks the service, and shows the answer. */

import {formatted, Question} from './question.js';
import {get, local, Problem} from './api.js';
import {Codes, TIME} from './codes.js';
import {caption, ordered, rowKey, table} from './table.js';
import {chart} from './chart.js';
import {incident} from './incidents.js';
import {byId, element} from './dom.js';
import {best, caveats, date, incidents, list, measureName, moment, number, period} from './words.js';

let codes;
let question;
/** The answer that is shown, and the path that it came from. */
let answer = null;
let answered = '';
/** Ends the requests of a question that has been overtaken by the next one. */
let overtaken = new AbortController();
let periods = [];

// The question

function fillForm() {
  byId('measure').replaceChildren(...codes.measures.map(
    measure => element('option', {value: measure.name}, measureName(measure.name, measure.label))));
  const dimensions = () => codes.dimensions.map(
    dimension => element('option', {value: dimension.name}, dimension.label.toLowerCase()));
  byId('by').replaceChildren(element('option', {value: ''}, 'nothing (total only)'), ...dimensions());
  byId('and-by').replaceChildren(element('option', {value: ''}, 'nothing else'), ...dimensions());
  periods = ['year', 'month'].flatMap(name => codes.occurring(name).map(value => value.code))
    .filter(code => /^\d{4}(-\d{2})?$/.test(code));
  byId('periods').replaceChildren(...periods.map(code => element('option', {value: code})));
  byId('question').hidden = false;
}

function showQuestion() {
  byId('measure').value = question.measure;
  byId('by').value = question.by[0] ?? '';
  byId('and-by').value = question.by[1] ?? '';
  byId('and-by').disabled = question.by.length === 0;
  for (const option of byId('and-by').options) {
    option.disabled = option.value !== '' && option.value === question.by[0];
  }
  byId('from').value = question.from;
  byId('to').value = question.to;
  showFilters();
  byId('clear').hidden = !question.filtered;
  byId('clear').href = withoutFilters().address;
}

/** A filter for each dimension; those of time only where the address asks for them: from and to do the same better. */
function showFilters() {
  const names = codes.dimensions.map(dimension => dimension.name)
    .filter(name => !TIME.includes(name) || question.filters.has(name));
  const shown = [...byId('filters').children];
  const kept = shown.filter(filter => names.includes(filter.dataset.name));
  shown.filter(filter => !kept.includes(filter)).forEach(filter => filter.remove());
  for (const name of names) {
    const filter = kept.find(one => one.dataset.name === name) ?? byId('filters').appendChild(newFilter(name));
    const chosen = question.filters.get(name) ?? [];
    const offered = codes.occurring(name).map(value => value.code);
    // A code that does not occur may stand in the address: it has to be there to be taken away.
    const strange = chosen.filter(code => !offered.includes(code));
    const box = filter.querySelector('fieldset');
    const wanted = [...offered, ...strange];
    const there = [...box.querySelectorAll('input')];
    if (there.map(input => input.value).join() !== wanted.join()) {
      box.querySelectorAll('label').forEach(label => label.remove());
      box.append(...wanted.map(code => choice(name, code)));
    }
    box.querySelectorAll('input').forEach(input => {
      input.checked = chosen.includes(input.value);
    });
    const names = chosen.map(code => codes.label(name, code));
    filter.querySelector('.chosen').textContent =
      names.length === 0 ? 'any' : names.length > 2 ? `${names.length} chosen` : list(names, 'or');
    filter.classList.toggle('active', chosen.length > 0);
  }
}

function newFilter(name) {
  const label = codes.dimensionName(name);
  const filter = element('details', {class: 'filter'},
    element('summary', {}, `${label}: `, element('span', {class: 'chosen'})),
    element('fieldset', {}, element('legend', {class: 'away'}, `${label}, any of`)));
  filter.dataset.name = name;
  return filter;
}

function choice(name, code) {
  const value = codes.occurring(name).find(one => one.code === code);
  return element('label', {},
    element('input', {type: 'checkbox', name, value: code}),
    element('span', {}, codes.label(name, code)),
    element('small', {}, value !== undefined ? number(value.events)
      : codes.known(name, code) ? 'none on record' : 'no such code'));
}

function asked() {
  const chosen = name => [...byId('filters').querySelectorAll('input:checked')]
    .filter(input => input.name === name).map(input => input.value);
  const first = byId('by').value;
  const second = byId('and-by').value;
  // What the address has and the form has not, such as a mistyped parameter, stays until it is removed.
  const filters = new Map([...question.filters].filter(([name]) => codes.dimension(name) === undefined));
  codes.dimensions.map(dimension => dimension.name)
    .filter(name => chosen(name).length > 0)
    .forEach(name => filters.set(name, chosen(name)));
  return new Question({
    by: first === '' ? [] : [first, second].filter((name, i, all) => name !== '' && all.indexOf(name) === i),
    measures: byId('measure').value === '' ? question.measures : [byId('measure').value],
    from: byId('from').value.trim(),
    to: byId('to').value.trim(),
    filters,
    incidents: ''
  });
}

function withoutFilters() {
  return question.with({filters: new Map(), from: '', to: '', incidents: ''});
}

// The answer

/** Shows what the address asks. */
async function show({focus = false} = {}) {
  question = Question.read(location.search);
  showQuestion();
  overtaken.abort();
  const current = new AbortController();
  overtaken = current;
  byId('explore').setAttribute('aria-busy', 'true');
  try {
    if (answered !== question.request) {
      const next = await get(question.request, current.signal);
      answer = next;
      answered = question.request;
    }
    showProblem(null);
    showAnswer();
    await showIncidents(current.signal);
    if (focus && question.incidents !== '') {
      byId('incidents-heading').focus();
    }
  } catch (failure) {
    if (failure.name === 'AbortError') {
      return;
    }
    if (!(failure instanceof Problem)) {
      throw failure;
    }
    if (answered !== question.request) {
      answer = null;
      answered = '';
      byId('answer').hidden = true;
    }
    byId('incidents').hidden = true;
    showProblem(failure);
  } finally {
    if (overtaken === current) {
      showRequest();
      byId('explore').setAttribute('aria-busy', 'false');
    }
  }
}

function showProblem(problem) {
  const box = byId('problem');
  box.hidden = problem === null;
  if (problem === null) {
    box.replaceChildren();
    return;
  }
  // The codes of every country of the world help nobody here; a few names do.
  const faults = problem.faults.filter(fault => fault.parameter && fault.allowed?.length > 0 && fault.allowed.length <= 20)
    .map(fault => element('li', {},
      'In place of ', element('code', {}, `${fault.parameter}=${fault.value ?? ''}`), `: ${list(fault.allowed, 'or')}`));
  box.replaceChildren(...[
    element('h3', {}, problem.title),
    element('p', {}, problem.detail),
    faults.length === 0 ? null : element('ul', {}, faults),
    element('p', {}, element('a', {href: './'}, 'Start again'))
  ].filter(Boolean));
}

function showAnswer() {
  const rows = ordered(answer, question, codes);
  const {total} = answer;
  byId('answer-heading').textContent = caption(question, codes);
  byId('summary').replaceChildren(...summary(total));
  byId('table').replaceChildren(table(answer, rows, question, codes, incidentsLink));
  byId('notes').replaceChildren(...notes().map(note => element('p', {}, note)));
  byId('answer').hidden = false;
  drawChart(rows);
  byId('status').textContent = `${caption(question, codes)}: ${incidents(total.events)}, ${rows.length} rows`;
}

function summary(total) {
  const filters = [...question.filters].filter(([name]) => codes.dimension(name) !== undefined).map(([name, values]) =>
    `${codes.dimensionName(name).toLowerCase()} is ${list(values.map(value => codes.label(name, value)), 'or')}`);
  const parts = [
    element('strong', {}, incidentsLink('all', incidents(total.events))),
    filters.length === 0 ? (question.filtered ? '' : ' in all') : ` where ${list(filters)}`
  ];
  for (const measure of answer.query.measure.filter(one => one !== 'events')) {
    const said = caveats(total[measure], total.events);
    parts.push('; ', `${measureName(measure).toLowerCase()}: `, element('strong', {}, best(total[measure], total.events)),
      said.length === 0 ? '' : ` (${said.join('; ')})`);
  }
  parts.push('.');
  const {possibleEvents} = answer.meta;
  if (possibleEvents > 0) {
    parts.push(' ', incidentsLink('possible', `${incidents(possibleEvents)} more`),
      ` may belong to the period: ${possibleEvents === 1 ? 'its date is' : 'their dates are'} not known closely enough.`);
  } else if (question.from !== '' || question.to !== '') {
    parts.push(' No further incident may belong to the period.');
  }
  return parts;
}

function notes() {
  const several = question.by.filter(name => codes.severalValued(name)).map(name => codes.dimensionName(name).toLowerCase());
  const open = question.by.filter(name => TIME.includes(name))
    .some(name => answer.rows.some(row => /X|\//.test(row[name])));
  const doubtful = question.measures.some(measure => measure !== 'events');
  return [
    several.length === 0 ? null : `Rows do not add up to the total: an incident with more than one ${list(several, 'or')}`
      + ' is counted in each, and once in the total.',
    open ? 'A row such as \u201c2022, month unknown\u201d or \u201c2022 to 2023\u201d holds incidents whose date is known'
      + ' no closer.' : null,
    doubtful ? 'People: best value of each incident, added up. Where an incident has no figure, it adds nothing.' : null,
    answer.meta.asOf ? `As the record stood at ${moment(answer.meta.asOf)}.`
      : answer.meta.recordedAt ? `Record last changed ${moment(answer.meta.recordedAt)}.` : null
  ].filter(Boolean);
}

function drawChart(rows) {
  const {measure, by} = question;
  const drawn = (rows ?? ordered(answer, question, codes)).map(row => ({
    labels: by.map(name => codes.label(name, row[name])),
    events: row.events,
    tally: measure === 'events' ? {low: row.events, best: row.events, high: row.events, unknown: 0} : row[measure]
  }));
  const figure = byId('chart');
  figure.hidden = drawn.length === 0 || by.length === 0;
  if (figure.hidden) {
    figure.replaceChildren();
    return;
  }
  const ranged = drawn.some(row => row.tally.low !== row.tally.high);
  figure.replaceChildren(
    chart(drawn, Math.floor(figure.clientWidth), `${measureName(measure)} by ${list(by.map(name => codes.dimensionName(name).toLowerCase()))}`),
    element('figcaption', {}, measureName(measure), ranged ? '; the line goes from the low to the high estimate' : ''));
}

function showRequest() {
  byId('request').hidden = false;
  byId('request-url').textContent = location.origin + question.request;
  byId('request-json').href = question.request;
  byId('request-csv').href = formatted(question.request, 'csv');
  byId('copied').textContent = '';
}

// The incidents behind a number

function incidentsLink(key, text) {
  return element('a', {href: question.with({incidents: key}).address, 'data-incidents': key}, text);
}

/** The path of the list that the key names, and what it is a list of; nothing for a key that names no row. */
function listed(key) {
  if (key === 'all') {
    return {path: answer.total.links.events, title: 'total'};
  }
  if (key === 'possible') {
    return {path: answer.meta.links.possibleEvents, title: 'perhaps in the period'};
  }
  const row = answer.rows.find(one => rowKey(one, question.by) === key);
  return row && {
    path: row.links.events,
    title: question.by.map(name => codes.label(name, row[name])).join(', ') || 'total'
  };
}

async function showIncidents(signal) {
  const section = byId('incidents');
  document.querySelectorAll('[data-incidents]').forEach(link => {
    const current = link.dataset.incidents === question.incidents;
    link.toggleAttribute('aria-current', current);
    link.closest('tr')?.classList.toggle('current', current);
  });
  section.hidden = true;
  byId('incident-list').replaceChildren();
  if (question.incidents === '') {
    return;
  }
  const list = listed(question.incidents);
  if (list === undefined) {
    throw new Problem('No such row', `No row of this answer is called \u201c${question.incidents}\u201d, so there is no`
      + ' list of its incidents.');
  }
  const path = local(list.path);
  const page = await get(path, signal);
  byId('incidents-heading').textContent = `${list.title}: ${incidents(page.total)}`.replace(/^./, first => first.toUpperCase());
  byId('incidents-about').textContent = question.incidents === 'possible'
    ? 'Their dates overlap the period without lying inside it, so they are not in the figures.'
    : page.total > 1 ? 'Newest first.' : '';
  byId('incidents-json').href = path;
  byId('incidents-csv').href = formatted(path, 'csv');
  byId('incidents-close').href = question.with({incidents: ''}).address;
  append(page);
  section.hidden = false;
}

function append(page) {
  byId('incident-list').append(...page.events.map(event => incident(event, codes)));
  const more = byId('incidents-more');
  more.hidden = page.links.next === undefined;
  more.dataset.next = page.links.next ?? '';
}

async function showMore() {
  const shown = byId('incident-list').children.length;
  const {signal} = overtaken;
  try {
    append(await get(local(byId('incidents-more').dataset.next), signal));
    const first = byId('incident-list').children[shown];
    first?.setAttribute('tabindex', '-1');
    first?.focus();
  } catch (failure) {
    if (failure.name !== 'AbortError') {
      showProblem(failure);
    }
  }
}

// The brief

/** Every month from the newest to the oldest that has incidents. */
function fillMonths() {
  const counts = new Map(codes.occurring('month').filter(value => /^\d{4}-\d{2}$/.test(value.code))
    .map(value => [value.code, value.events]));
  const known = [...counts.keys()].sort();
  if (known.length === 0) {
    return;
  }
  const select = byId('month');
  let [year, month] = known[known.length - 1].split('-').map(Number);
  const [firstYear, firstMonth] = known[0].split('-').map(Number);
  let group = null;
  while (year > firstYear || (year === firstYear && month >= firstMonth)) {
    const code = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (group === null || group.label !== String(year)) {
      group = select.appendChild(element('optgroup', {label: String(year)}));
    }
    const count = counts.get(code) ?? 0;
    group.append(element('option', {value: code}, `${date(code)}, ${count === 0 ? 'no incidents' : incidents(count)}`));
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
  }
  select.value = known[known.length - 1];
  byId('brief-form').hidden = false;
  showBrief();
}

function showBrief() {
  const month = byId('month').value;
  byId('brief-link').href = `/v1/briefs/${month}?format=xlsx`;
  byId('brief-link').textContent = `Download the brief of ${period(month)}`;
}

// What a reader does

function go(address, options) {
  if (new URL(address, location.href).search !== location.search) {
    history.pushState(null, '', address);
  }
  return show(options);
}

function ask() {
  const next = asked();
  if (next.address !== question.address) {
    go(next.address);
  }
}

function listen() {
  byId('question').addEventListener('change', ask);
  byId('question').addEventListener('submit', event => {
    event.preventDefault();
    ask();
  });
  byId('explore').addEventListener('click', event => {
    const link = event.target.closest('a[data-incidents], #incidents-close, #clear');
    if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    const closed = link.id === 'incidents-close' ? question.incidents : null;
    go(link.href, {focus: link.dataset.incidents !== undefined}).then(() => {
      if (closed !== null) {
        document.querySelector(`[data-incidents="${CSS.escape(closed)}"]`)?.focus();
      } else if (link.id === 'clear') {
        byId('measure').focus();
      }
    });
  });
  byId('incidents-more').addEventListener('click', showMore);
  byId('copy').addEventListener('click', copy);
  byId('month').addEventListener('change', showBrief);
  byId('brief-form').addEventListener('submit', event => event.preventDefault());
  addEventListener('popstate', () => show());

  // One list of choices is open at a time, and closes like a menu.
  const filters = () => [...byId('filters').querySelectorAll('details[open]')];
  document.addEventListener('click', event =>
    filters().filter(filter => !filter.contains(event.target)).forEach(filter => filter.removeAttribute('open')));
  byId('filters').addEventListener('keydown', event => {
    const filter = event.target.closest('details[open]');
    if (event.key === 'Escape' && filter !== null) {
      filter.removeAttribute('open');
      filter.querySelector('summary').focus();
    }
  });
  byId('filters').addEventListener('focusout', event => {
    const filter = event.target.closest('details[open]');
    if (filter !== null && event.relatedTarget !== null && !filter.contains(event.relatedTarget)) {
      filter.removeAttribute('open');
    }
  });

  let width = 0;
  new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (answer !== null && now !== width && now > 0) {
      width = now;
      drawChart();
    }
  }).observe(byId('chart'));
}

async function copy() {
  const address = byId('request-url');
  try {
    await navigator.clipboard.writeText(address.textContent);
    byId('copied').textContent = 'Copied.';
  } catch (refused) {
    getSelection().selectAllChildren(address);
    byId('copied').textContent = 'Selected: copy it with the keyboard.';
  }
}

try {
  codes = await Codes.load();
  fillForm();
  fillMonths();
  listen();
  await show();
} catch (failure) {
  byId('explore').setAttribute('aria-busy', 'false');
  if (!(failure instanceof Problem)) {
    throw failure;
  }
  showProblem(failure);
}
