/** Runs studies: Arbiter's runner, generator, task, score and saver over a study's database. */
package org.menagerie.search.run;
