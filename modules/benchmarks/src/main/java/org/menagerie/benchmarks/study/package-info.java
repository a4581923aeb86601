/** The questions that are put to the workers, one class each. */
package org.menagerie.benchmarks.study;
