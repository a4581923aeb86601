/** The page of a study. */
package org.menagerie.search.page;
