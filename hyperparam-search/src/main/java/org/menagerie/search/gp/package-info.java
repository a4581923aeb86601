/** Gaussian processes: kernel, regression, fit, and what is expected to improve. */
package org.menagerie.search.gp;
