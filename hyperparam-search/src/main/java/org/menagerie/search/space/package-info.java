/** What is searched: ranges, conditions, and the unit cube that stands for them. */
package org.menagerie.search.space;
