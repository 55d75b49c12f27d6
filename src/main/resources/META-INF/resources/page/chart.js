/** The answer as horizontal bars, in the table's order, with a whisker from low to high. */

import {svg} from './dom.js';
import {best, unknown} from './words.js';

const BAR = 16;
const ROW = 25;
const HEADING = 32;
const AXIS = 26;
const GAP = 10;
const INDENT = 12;

/**
 * @param rows   each with its labels, its incidents, and its tally {low, best, high, unknown}
 * @param width  pixels to draw on
 * @param title  what it shows
 */
export function chart(rows, width, title) {
  const grouped = rows.length > 0 && rows[0].labels.length > 1;
  const lines = [];
  rows.forEach((row, i) => {
    if (grouped && (i === 0 || rows[i - 1].labels[0] !== row.labels[0])) {
      lines.push({heading: row.labels[0], height: HEADING});
    }
    lines.push({row, label: row.labels.slice(grouped ? 1 : 0).join(', ') || 'All', height: ROW});
  });
  const height = AXIS + lines.reduce((sum, line) => sum + line.height, 0) + 4;

  const label = text => svg('text', {class: 'label', 'dominant-baseline': 'central'}, text);
  const drawing = svg('svg', {
    width, height, viewBox: `0 0 ${width} ${height}`, role: 'img',
    'aria-labelledby': 'chart-title', 'aria-describedby': 'chart-description'
  },
    svg('title', {id: 'chart-title'}, title),
    svg('desc', {id: 'chart-description'}, 'A bar chart. The table beside it has the same numbers.'));

  const measured = width > 0 ? textWidths(lines.filter(line => line.row).map(line => line.label)) : [];
  const start = Math.ceil(Math.min(Math.max(...measured, 40) + GAP, width * 0.42)) + (grouped ? INDENT : 0);
  const end = width - 64;
  const ticks = scale(Math.max(1, ...rows.map(row => row.tally.high)));
  const x = value => start + (end - start) * value / ticks[ticks.length - 1];

  for (const tick of ticks) {
    drawing.append(
      svg('line', {class: tick === 0 ? 'base' : 'grid', x1: x(tick), x2: x(tick), y1: AXIS - 6, y2: height}),
      svg('text', {class: 'tick', x: x(tick), y: AXIS - 12, 'text-anchor': 'middle'}, String(tick)));
  }

  let y = AXIS;
  for (const line of lines) {
    const middle = y + line.height / 2;
    if (line.heading !== undefined) {
      const heading = label(line.heading);
      heading.setAttribute('class', 'heading');
      heading.setAttribute('x', 0);
      heading.setAttribute('y', middle + 5);
      drawing.append(heading);
    } else {
      drawing.append(bar(line, middle, x, start, grouped, label));
    }
    y += line.height;
  }
  return drawing;
}

function bar({row, label: text}, middle, x, start, grouped, label) {
  const {tally, events} = row;
  const nothing = unknown(tally, events);
  const name = label(shortened(text, start - GAP - (grouped ? INDENT : 0)));
  name.setAttribute('x', grouped ? INDENT : 0);
  name.setAttribute('y', middle);
  const value = label(best(tally, events));
  value.setAttribute('class', nothing ? 'value unknown' : 'value');
  value.setAttribute('x', x(nothing ? 0 : Math.max(tally.best, tally.high)) + 6);
  value.setAttribute('y', middle);
  return svg('g', {},
    svg('title', {}, `${row.labels.join(', ')}: ${best(tally, events)}`),
    name,
    nothing ? null : svg('rect', {
      class: 'bar', x: x(0), y: middle - BAR / 2, width: x(tally.best) - x(0), height: BAR
    }),
    nothing || tally.low === tally.high ? null : svg('path', {
      class: 'whisker',
      d: `M${x(tally.low)} ${middle}H${x(tally.high)}`
        + [tally.low, tally.high].map(end => `M${x(end)} ${middle - 5}v10`).join('')
    }),
    value);
}

/** Whole numbers from 0 to at least the highest value, in steps that are easy to read. */
function scale(highest) {
  const raw = highest / 4;
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].map(factor => factor * magnitude).find(size => size >= raw));
  return Array.from({length: Math.ceil(highest / step) + 1}, (_, i) => i * step);
}

let context = null;

function textWidths(texts) {
  if (context === null) {
    context = document.createElement('canvas').getContext('2d');
    const style = getComputedStyle(document.body);
    context.font = `13px ${style.fontFamily}`;
  }
  return texts.map(text => context.measureText(text).width);
}

function shortened(text, width) {
  if (textWidths([text])[0] <= width) {
    return text;
  }
  let kept = text.length;
  while (kept > 1 && textWidths([text.slice(0, kept) + '\u2026'])[0] > width) {
    kept--;
  }
  return text.slice(0, kept).trimEnd() + '\u2026';
}
