/** {@code compare}: architectures side by side, each training in a process of its own. */
package org.menagerie.zoo.compare;
