/** Score tables, JSON and the files of a run's folder. */
package org.menagerie.report;
