/** What leaves a study as JSON and CSV. */
package org.menagerie.search.export;
