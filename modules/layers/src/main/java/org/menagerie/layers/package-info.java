/** Deeplearning4j layer configurations whose layers are gradient-checked and fast on the CPU. */
package org.menagerie.layers;
