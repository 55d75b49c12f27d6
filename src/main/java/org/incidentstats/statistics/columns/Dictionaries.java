package org.incidentstats.statistics.columns;

/** The values of all dimensions, each with a number. Grows only; shared by all segments of a process; thread safe. */
final class Dictionaries {}
