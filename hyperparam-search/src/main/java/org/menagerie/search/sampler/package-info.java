/** Strategies: where to look next. */
package org.menagerie.search.sampler;
