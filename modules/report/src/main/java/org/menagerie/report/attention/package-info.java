/** What a network's attention looked at, as blocks of a page. */
package org.menagerie.report.attention;
