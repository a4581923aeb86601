package org.menagerie.data;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataURI;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.BytesWritable;
import org.datavec.api.writable.Writable;

/**
 * A DataVec record reader for PNG, JPEG, BMP and GIF files: the bytes of a picture brought to one
 * form, [height, width, channels], as a {@link BytesWritable}.
 *
 * <p>One picture is in memory at a time. A file that is no picture is an {@link
 * UncheckedIOException} of {@link #next}; the next call goes on with the next file.
 */
public final class PictureRecordReader extends BaseRecordReader {
  private static final long serialVersionUID = 1L;

  private final PictureForm form;
  private transient Configuration configuration;
  private transient URI[] files;
  private transient int position;

  /** A reader that brings every picture to one form. */
  public PictureRecordReader(PictureForm form) {
    this.form = form;
  }

  @Override
  public void initialize(InputSplit split) {
    inputSplit = split;
    files = split.locations();
    reset();
  }

  @Override
  public void initialize(Configuration conf, InputSplit split) {
    setConf(conf);
    initialize(split);
  }

  @Override
  public boolean hasNext() {
    return position < files.length;
  }

  @Override
  public List<Writable> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no further picture after " + files.length);
    }
    return read(files[position++]);
  }

  private List<Writable> read(URI file) {
    try {
      return List.of(new BytesWritable(PictureDecoder.decode(Path.of(file), form)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> getLabels() {
    return List.of();
  }

  @Override
  public void reset() {
    position = 0;
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public List<Writable> record(URI uri, DataInputStream stream) {
    throw new UnsupportedOperationException("a picture is read from a file, not from a stream");
  }

  @Override
  public Record nextRecord() {
    URI file = files[position];
    return record(next(), file);
  }

  private static Record record(List<Writable> values, URI file) {
    return new org.datavec.api.records.impl.Record(
        values, new RecordMetaDataURI(file, PictureRecordReader.class));
  }

  @Override
  public Record loadFromMetaData(RecordMetaData place) {
    return record(read(place.getURI()), place.getURI());
  }

  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> places) {
    List<Record> found = new ArrayList<>();
    places.forEach(place -> found.add(loadFromMetaData(place)));
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
    position = files.length;
  }
}
