package org.menagerie.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataLine;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.menagerie.core.InvalidInputException;

/**
 * A DataVec record reader for delimited text with a header: the columns of a schema, found by name.
 *
 * <p>Quotes and line breaks inside cells follow RFC 4180; the delimiter, gzip and a byte order mark
 * are recognised. A number is a {@link DoubleWritable}, a time a DoubleWritable of days since
 * 1970-01-01, a missing cell a {@link NullWritable}, anything else a {@link Text}. In a categorical
 * column only the empty cell and {@code ?} are missing: a class may be called none. A cell that
 * does not fit its column is an {@link InvalidInputException} that names file, line and column.
 */
public final class TableRecordReader extends BaseRecordReader {
  private static final long serialVersionUID = 1L;

  private final Schema schema;
  private transient Configuration configuration;
  private transient TableFile file;
  private transient TableRows rows;
  private transient ColumnKind[] kinds;
  private transient int[] places;

  /** A reader of the schema's columns; other columns of a file are passed over. */
  public TableRecordReader(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void initialize(InputSplit split) {
    inputSplit = split;
    URI[] locations = split.locations();
    if (locations.length != 1) {
      throw new InvalidInputException("a table is 1 file, was " + locations.length);
    }
    String path = locations[0].getSchemeSpecificPart();
    String name = path.substring(path.lastIndexOf('/') + 1);
    open(TableFile.of(locations[0], name, schema.getColumnNames()));
  }

  @Override
  public void initialize(Configuration conf, InputSplit split) {
    setConf(conf);
    initialize(split);
  }

  /** Begins with the first row of a file already looked at. */
  void open(TableFile table) {
    file = table;
    int n = schema.numColumns();
    kinds = new ColumnKind[n];
    places = new int[n];
    for (int i = 0; i < n; i++) {
      places[i] = file.header().indexOf(schema.getName(i));
      if (places[i] < 0) {
        throw new InvalidInputException(
            file.name() + " has no column " + Phrases.quote(schema.getName(i)));
      }
      kinds[i] = Table.kind(schema, i);
    }
    reset();
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public List<Writable> next() {
    rows.advance();
    List<Writable> record = new ArrayList<>(kinds.length);
    for (int i = 0; i < kinds.length; i++) {
      record.add(writable(kinds[i], i));
    }
    return record;
  }

  private Writable writable(ColumnKind kind, int column) {
    String cell = rows.cell(places[column]);
    if (kind.missing(cell)) {
      return NullWritable.INSTANCE;
    }
    if (kind == ColumnKind.TEXT || kind == ColumnKind.CLASSES) {
      return new Text(cell);
    }
    double value = kind.parse(cell);
    if (Double.isNaN(value)) {
      throw stray(file.name(), rows.line(), schema.getName(column), kind.refusal(cell));
    }
    return new DoubleWritable(value);
  }

  /** The one form in which a cell is refused. */
  static InvalidInputException stray(String file, long line, String column, String refusal) {
    return new InvalidInputException(
        file + " line " + line + ", column " + column + ": " + refusal);
  }

  /** The line on which the last record began, from 1. */
  public long line() {
    return rows.line();
  }

  @Override
  public List<String> getLabels() {
    return List.of();
  }

  @Override
  public void reset() {
    close();
    rows = file.rows();
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public List<Writable> record(URI uri, DataInputStream stream) {
    throw new UnsupportedOperationException("a table is read from a file, not from a stream");
  }

  @Override
  public Record nextRecord() {
    List<Writable> record = next();
    return new org.datavec.api.records.impl.Record(
        record, new RecordMetaDataLine((int) line(), file.uri(), TableRecordReader.class));
  }

  @Override
  public Record loadFromMetaData(RecordMetaData place) throws IOException {
    return loadFromMetaData(List.of(place)).get(0);
  }

  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> places) throws IOException {
    Set<Integer> lines = new HashSet<>();
    places.forEach(p -> lines.add(((RecordMetaDataLine) p).getLineNumber()));
    List<Record> found = new ArrayList<>();
    reset();
    while (hasNext()) {
      Record record = nextRecord();
      if (lines.contains((int) line())) {
        found.add(record);
      }
    }
    return found;
  }

  @Override
  public void setConf(Configuration conf) {
    configuration = conf;
  }

  @Override
  public Configuration getConf() {
    return configuration;
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
