/** {@code verify}: whether a run can be repeated. */
package org.menagerie.zoo.verify;
