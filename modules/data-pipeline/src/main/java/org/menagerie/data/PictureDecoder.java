package org.menagerie.data;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads a PNG, JPEG, BMP or GIF file (the first picture in it) and brings it to a form.
 *
 * <p>Of very large pictures only every n-th pixel is decoded, so that no more than about a million
 * are held at a time. What is transparent shows white. The camera's orientation is applied, colour
 * profiles are not.
 */
final class PictureDecoder {
  private static final long HELD = 1_000_000; // pixels
  private static final long MOST = 400_000_000; // pixels; beyond, a file is rather an attack
  private static final long SMALL_FILE = 1 << 22;
  private static final List<String> FORMATS = List.of("png", "jpeg", "bmp", "gif");
  private static final String CUT = "the file ends too soon";

  private PictureDecoder() {}

  /** Why a file is no picture that can be used. */
  static final class UnreadablePictureException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadablePictureException(String why, Throwable cause) {
      super(why, cause);
    }
  }

  private interface Use<T> {
    T of(ImageReader reader, Orientation orientation) throws IOException;
  }

  /** A picture's size; its pixels are not read. */
  static PictureSize size(Path file) throws UnreadablePictureException {
    return open(file, (reader, orientation) -> size(reader).seen(orientation));
  }

  /** The picture's bytes, [height, width, channels]. */
  static byte[] decode(Path file, PictureForm form) throws UnreadablePictureException {
    return open(file, (reader, orientation) -> decode(reader, orientation, form));
  }

  // the readers of the platform throw nearly anything on damaged files
  @SuppressWarnings("IllegalCatch")
  private static <T> T open(Path file, Use<T> use) throws UnreadablePictureException {
    try (ImageInputStream in = stream(file)) {
      ImageReader reader = reader(in);
      try {
        Orientation orientation = Orientation.of(in);
        reader.setInput(in, true);
        return use.of(reader, orientation);
      } finally {
        reader.dispose();
      }
    } catch (UnreadablePictureException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new UnreadablePictureException("no such file", e);
    } catch (AccessDeniedException e) {
      throw new UnreadablePictureException("no permission to read it", e);
    } catch (IOException | RuntimeException e) {
      throw new UnreadablePictureException(why(e), e);
    }
  }

  // the platform also reads WBMP, which nearly any file that begins with zeros passes for
  private static ImageReader reader(ImageInputStream in) throws UnreadablePictureException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.stream()
          .anyMatch(List.of(reader.getOriginatingProvider().getFormatNames())::contains)) {
        return reader;
      }
      reader.dispose();
    }
    throw new UnreadablePictureException("not a PNG, JPEG, BMP or GIF file", null);
  }

  // what readers say is written for programmers, where they say anything
  private static String why(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage() == null ? "" : cause.getMessage();
      if (cause instanceof EOFException || message.startsWith("Unexpected end")) {
        return CUT;
      }
    }
    String message = e.getMessage() == null ? "" : e.getMessage();
    if (message.startsWith("Unsupported")) {
      return "stored in a way that is not supported: " + Phrases.brief(message);
    }
    return message.contains(" ") ? "damaged: " + Phrases.brief(message) : "damaged";
  }

  private static ImageInputStream stream(Path file) throws IOException {
    if (Files.size(file) == 0) {
      throw new UnreadablePictureException("the file is empty", null);
    }
    if (Files.size(file) > SMALL_FILE && file.getFileSystem().equals(Path.of("").getFileSystem())) {
      return new FileImageInputStream(new File(file.toString()));
    }
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  // as it is stored
  private static PictureSize size(ImageReader reader) throws IOException {
    return new PictureSize(reader.getHeight(0), reader.getWidth(0));
  }

  private static byte[] decode(ImageReader reader, Orientation orientation, PictureForm form)
      throws IOException {
    refuseTooLarge(reader);
    BufferedImage image = read(reader, orientation.swapsSides() ? form.transposed() : form);
    int height = image.getHeight();
    int width = image.getWidth();
    byte[] stored = new PixelReader(image, form.channels()).bytes();
    byte[] pixels = orientation.upright(stored, height, width, form.channels());
    return orientation.swapsSides()
        ? form.place(pixels, width, height)
        : form.place(pixels, height, width);
  }

  private static void refuseTooLarge(ImageReader reader) throws IOException {
    PictureSize size = size(reader);
    // a GIF is decoded whole
    long most = reader.getFormatName().equalsIgnoreCase("gif") ? MOST / 10 : MOST;
    if (size.pixels() > most) {
      throw new UnreadablePictureException(
          size + " is above " + most / 1_000_000 + " megapixels", null);
    }
  }

  private static BufferedImage read(ImageReader reader, PictureForm form) throws IOException {
    Rectangle region = form.region(reader.getHeight(0), reader.getWidth(0));
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceRegion(region);
    int down = step(region.height, form.height(), Math.sqrt(excess(region)));
    int across = step(region.width, form.width(), excess(region) / down);
    param.setSourceSubsampling(across, down, 0, 0);
    AtomicBoolean cut = new AtomicBoolean();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          // "Premature end of JPEG file" or "…: premature end of data segment": pixels are made up
          if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
            cut.set(true);
          }
        });
    BufferedImage image = reader.read(0, param);
    if (cut.get()) {
      throw new UnreadablePictureException(CUT, null);
    }
    return image;
  }

  private static double excess(Rectangle region) {
    return (double) region.width * region.height / HELD;
  }

  // never below twice the size wanted, where the picture has that
  private static int step(int length, int wanted, double excess) {
    return Math.max(1, Math.min(length / (2 * wanted), (int) Math.ceil(excess)));
  }
}
