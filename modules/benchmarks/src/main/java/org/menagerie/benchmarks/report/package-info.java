/** Tables, the JSON and the Markdown page of a measurement. */
package org.menagerie.benchmarks.report;
