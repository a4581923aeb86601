/** Search of hyper-parameters: strategies, studies and pruning on Arbiter's interfaces. */
package org.menagerie.search;
