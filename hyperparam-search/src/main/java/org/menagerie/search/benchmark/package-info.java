/** How good the strategies are, on functions whose minimum is known. */
package org.menagerie.search.benchmark;
