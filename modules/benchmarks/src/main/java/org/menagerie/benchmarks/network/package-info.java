/** The peers: each builds the networks of a workload with its own library, as its users would. */
package org.menagerie.benchmarks.network;
