/** Figures that follow from predictions: intervals, calibration, rankings. */
package org.menagerie.report.statistics;
