/** The commands tune and benchmark. */
package org.menagerie.search.command;
