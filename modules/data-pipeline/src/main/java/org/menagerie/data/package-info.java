/** Where examples come from: tables, their readers, splits and the encoders fitted on them. */
package org.menagerie.data;
