/** The page of one run, and how a family of architectures adds sections to it. */
package org.menagerie.report.run;
