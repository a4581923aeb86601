package org.menagerie.benchmarks.report;

import java.util.List;

/**
 * What one study found.
 *
 * @param key name in the JSON
 * @param title heading
 * @param method how it was measured, a paragraph
 * @param table the findings to read
 * @param notes what could not be measured, and why
 * @param data the findings to compute with, written to the JSON
 */
public record Section(
    String key, String title, String method, Table table, List<String> notes, List<?> data) {}
