/**
 * The processes that measure, one for each peer, and what they and their conductor say to each
 * other.
 */
package org.menagerie.benchmarks.worker;
