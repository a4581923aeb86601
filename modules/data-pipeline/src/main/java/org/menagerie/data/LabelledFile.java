package org.menagerie.data;

import java.util.List;
import org.menagerie.core.Examples;

/**
 * A file encoded for evaluation.
 *
 * @param sha256 of the file's bytes, in hexadecimal
 * @param notes what the user should know: columns not used, values not known, rows left out
 */
public record LabelledFile(String name, String sha256, Examples examples, List<String> notes) {}
