/** The dimensions with their values, and the measures: what the page offers, and what codes are called. */

import {get} from './api.js';
import {period} from './words.js';

export const TIME = ['year', 'quarter', 'month', 'week', 'day'];

export class Codes {
  /** @param values of each dimension, by its name */
  constructor(overview, values) {
    this.dimensions = overview.dimensions;
    this.measures = overview.measures;
    this.values = values;
  }

  static async load() {
    const language = document.documentElement.lang;
    const overview = await get(`/v1/dimensions?lang=${language}`);
    const values = await Promise.all(overview.dimensions.map(
      dimension => get(`/v1/dimensions/${encodeURIComponent(dimension.name)}?lang=${language}`).then(document => document.values)));
    return new Codes(overview, new Map(overview.dimensions.map((dimension, i) => [dimension.name, values[i]])));
  }

  dimension(name) {
    return this.dimensions.find(dimension => dimension.name === name);
  }

  dimensionName(name) {
    return this.dimension(name)?.label ?? name;
  }

  severalValued(name) {
    return this.dimension(name)?.severalValued ?? false;
  }

  /** The values that occur in the data, by label. */
  occurring(name) {
    const values = (this.values.get(name) ?? []).filter(value => value.events > 0);
    return TIME.includes(name) ? values : [...values].sort((a, b) => a.label.localeCompare(b.label, 'en'));
  }

  known(name, code) {
    return TIME.includes(name) || (this.values.get(name) ?? []).some(value => value.code === code);
  }

  label(name, code) {
    const label = this.values.get(name)?.find(value => value.code === code)?.label ?? code;
    return TIME.includes(name) && label.includes('/') ? period(label) : label;
  }
}
