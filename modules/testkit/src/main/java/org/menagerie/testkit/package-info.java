/** The contract that every architecture must pass, and tiny data for it; for test scope only. */
package org.menagerie.testkit;
