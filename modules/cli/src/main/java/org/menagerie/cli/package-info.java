/** The commands and options that every runnable module shares; progress; exit codes. */
package org.menagerie.cli;
