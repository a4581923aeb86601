/** Studies that last: trials in a database, handed out under leases. */
package org.menagerie.search.study;
