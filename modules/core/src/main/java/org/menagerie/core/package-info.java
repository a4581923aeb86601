/** What an architecture, a training plan, a run and a score are, and the only training loop. */
package org.menagerie.core;
