/** The networks that are measured, described without a word about any library. */
package org.menagerie.benchmarks.workload;
