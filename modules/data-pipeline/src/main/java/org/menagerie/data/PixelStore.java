package org.menagerie.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.menagerie.core.InvalidInputException;

/**
 * Pictures of one form as bytes: in memory where they are few, else in a temporary file that the
 * operating system maps, so that memory does not grow with their number.
 *
 * <p>Any number of threads may read and write different rows.
 */
final class PixelStore {
  private static final long SEGMENT = 1L << 29;

  private final int rowBytes;
  private final int rowsPerSegment;
  private final ByteBuffer[] segments;

  private PixelStore(int rowBytes, int rowsPerSegment, ByteBuffer[] segments) {
    this.rowBytes = rowBytes;
    this.rowsPerSegment = rowsPerSegment;
    this.segments = segments;
  }

  /** A store of zeros; up to an eighth of the heap is kept in memory. */
  static PixelStore of(int rows, int rowBytes) {
    return of(rows, rowBytes, Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * A store of zeros.
   *
   * @param memory bytes beyond which a file is used
   */
  static PixelStore of(int rows, int rowBytes, long memory) {
    int perSegment = (int) Math.max(1, SEGMENT / rowBytes);
    ByteBuffer[] segments = new ByteBuffer[Math.max(1, -Math.floorDiv(-rows, perSegment))];
    long total = (long) rows * rowBytes;
    if (total > memory) {
      map(segments, total, (long) perSegment * rowBytes);
    } else {
      long left = total;
      for (int i = 0; i < segments.length; i++) {
        segments[i] = ByteBuffer.allocate((int) Math.min(left, (long) perSegment * rowBytes));
        left -= segments[i].capacity();
      }
    }
    return new PixelStore(rowBytes, perSegment, segments);
  }

  private static void map(ByteBuffer[] segments, long total, long segmentBytes) {
    try {
      Path file = Files.createTempFile("menagerie-pictures", ".bytes");
      file.toFile().deleteOnExit(); // where a mapped file cannot be deleted at once
      long free = Files.getFileStore(file).getUsableSpace();
      if (free < total) {
        throw new InvalidInputException(
            String.format(
                "%s has %,d MB free; the decoded pictures need %,d MB (a smaller size helps)",
                file.getParent(), free >> 20, total >> 20));
      }
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        for (int i = 0; i < segments.length; i++) {
          long from = i * segmentBytes;
          segments[i] = channel.map(MapMode.READ_WRITE, from, Math.min(segmentBytes, total - from));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file for pictures: " + e.getMessage(), e);
    }
  }

  boolean inMemory() {
    return !segments[0].isDirect();
  }

  void put(int row, byte[] bytes) {
    segments[row / rowsPerSegment].put(row % rowsPerSegment * rowBytes, bytes, 0, rowBytes);
  }

  void get(int row, byte[] out) {
    segments[row / rowsPerSegment].get(row % rowsPerSegment * rowBytes, out, 0, rowBytes);
  }
}
