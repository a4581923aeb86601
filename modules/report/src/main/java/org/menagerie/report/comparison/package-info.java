/** Architectures side by side on the same splits: figures, tests, files and a page. */
package org.menagerie.report.comparison;
