/** What a network costs: arithmetic, time, memory. */
package org.menagerie.report.cost;
