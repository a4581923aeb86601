/**
 * Reports as data (titles, paragraphs, formulas, tables, charts) with two renderers: one
 * self-contained HTML page that needs no network, and plain text for a terminal.
 */
package org.menagerie.report.page;
