/** What Deeplearning4j instantiates from the configurations: one runtime layer each. */
package org.menagerie.layers.runtime;
