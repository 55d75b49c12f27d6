package org.incidentstats.statistics.columns.scan;

/** Numbers pairs of numbers from 0 as they are met. */
sealed interface Numbers permits PairNumbers, TableNumbers {

    /** How many numbers are given. */
    int size();

    /** The first of a pair. */
    int first(int number);

    /** The second of a pair. */
    int second(int number);

    /** Puts the numbers of pairs in the place of their seconds. */
    void number(int[] firsts, int[] seconds, int count);
}
