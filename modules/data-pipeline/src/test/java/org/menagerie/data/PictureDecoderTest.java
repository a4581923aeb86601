package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.menagerie.data.TestPictures.grey;
import static org.menagerie.data.TestPictures.noisy;
import static org.menagerie.data.TestPictures.plain;
import static org.menagerie.data.TestPictures.unsigned;
import static org.menagerie.data.TestPictures.write;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
  private static final int COLOUR = 0x3264c8;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif"})
  void colourIsExactInFormatsWithoutLoss(String format) throws IOException {
    Path file = write(folder.resolve("a"), format, plain(BufferedImage.TYPE_INT_RGB, 9, 5, COLOUR));
    assertThat(decode(file, 3)).isEqualTo(repeat(45, 0x32, 0x64, 0xc8));
  }

  @Test
  void jpegIsNearItsColour() throws IOException {
    Path file = write(folder.resolve("a"), "jpg", plain(BufferedImage.TYPE_INT_RGB, 9, 5, COLOUR));
    int[] pixels = decode(file, 3);
    int[] exact = repeat(45, 0x32, 0x64, 0xc8);
    for (int i = 0; i < exact.length; i++) {
      assertThat(pixels[i]).isBetween(exact[i] - 4, exact[i] + 4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
  void greySamplesAreNotBrightened(String format) throws IOException {
    Path file = write(folder.resolve("a"), format, grey(9, 5, 100));
    assertThat(decode(file, 1)).containsOnly(100);
    assertThat(decode(file, 3)).containsOnly(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif"})
  void palettesAreLookedUp(String format) throws IOException {
    BufferedImage image = plain(BufferedImage.TYPE_BYTE_INDEXED, 9, 5, 0x336699);
    Path file = write(folder.resolve("a"), format, image);
    assertThat(decode(file, 3)).isEqualTo(repeat(45, 0x33, 0x66, 0x99));
  }

  @Test
  void twoColoursArePictures() throws IOException {
    BufferedImage image = plain(BufferedImage.TYPE_BYTE_BINARY, 9, 5, 0xffffff);
    assertThat(decode(write(folder.resolve("a"), "png", image), 1)).containsOnly(255);
    assertThat(decode(write(folder.resolve("b"), "gif", image), 1)).containsOnly(255);
  }

  @Test
  void sixteenBitsBecomeEight() throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
    Arrays.stream(new int[] {0, 1, 2, 3})
        .forEach(x -> image.getRaster().setSample(x, 0, 0, 40_000));
    int[] pixels = decode(write(folder.resolve("a"), "png", image), 1);
    assertThat(pixels[0]).isEqualTo(155);
    assertThat(pixels[4]).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 255", "255, 60", "128, 157"})
  void whatIsTransparentShowsWhite(int alpha, int expected) throws IOException {
    int argb = alpha << 24 | 0x3c3c3c;
    Path file = write(folder.resolve("a"), "png", plain(BufferedImage.TYPE_INT_ARGB, 9, 5, argb));
    assertThat(decode(file, 3)).containsOnly(expected);
  }

  @Test
  void transparentPaletteEntriesShowWhite() throws IOException {
    byte[] levels = {0, 0x40};
    IndexColorModel palette = new IndexColorModel(1, 2, levels, levels, levels, 0);
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (String format : new String[] {"png", "gif"}) {
      assertThat(decode(write(folder.resolve("a"), format, image), 1)).containsOnly(255);
    }
  }

  @Test
  void colourBecomesLuma() throws IOException {
    Path file = write(folder.resolve("a"), "png", plain(BufferedImage.TYPE_INT_RGB, 2, 2, COLOUR));
    // 0.299 * 50 + 0.587 * 100 + 0.114 * 200
    assertThat(decode(file, 1)).containsOnly(96);
  }

  @Test
  void onePixelFillsTheForm() throws IOException {
    Path file = write(folder.resolve("a"), "png", plain(BufferedImage.TYPE_INT_RGB, 1, 1, COLOUR));
    for (Fit fit : Fit.values()) {
      byte[] pixels = PictureDecoder.decode(file, new PictureForm(4, 6, 3, fit));
      assertThat(unsigned(pixels)).isEqualTo(repeat(24, 0x32, 0x64, 0xc8));
    }
  }

  @Test
  void fitsTreatProportionsAsTheySay() throws IOException {
    BufferedImage image = plain(BufferedImage.TYPE_INT_RGB, 8, 16, 0);
    for (int y = 0; y < 8; y++) {
      for (int x = 4; x < 12; x++) {
        image.setRGB(x, y, 0xffffff); // the middle half is white
      }
    }
    Path file = write(folder.resolve("a"), "png", image);
    int[] cropped = unsigned(PictureDecoder.decode(file, new PictureForm(8, 8, 1, Fit.CROP)));
    int[] stretched = unsigned(PictureDecoder.decode(file, new PictureForm(8, 8, 1, Fit.STRETCH)));
    int[] padded = unsigned(PictureDecoder.decode(file, new PictureForm(8, 8, 1, Fit.PAD)));
    assertThat(cropped).containsOnly(255);
    assertThat(Arrays.copyOf(stretched, 8)[0]).isZero();
    assertThat(Arrays.copyOf(stretched, 8)[4]).isEqualTo(255);
    // two rows above: the mean of an edge that is part white
    assertThat(Arrays.copyOf(padded, 16)).containsOnly(padded[0]);
    assertThat(padded[0]).isBetween(60, 120);
    assertThat(padded[3 * 8]).isZero();
  }

  @Test
  void damagedFilesSayWhy() throws IOException {
    Path good = write(folder.resolve("a.png"), "png", noisy(40, 40, 0, 1));
    byte[] bytes = Files.readAllBytes(good);
    refused(Files.write(folder.resolve("half.png"), Arrays.copyOf(bytes, bytes.length / 2)));
    refused(Files.write(folder.resolve("empty.png"), new byte[0]));
    refused(Files.writeString(folder.resolve("text.png"), "no picture"));
    refused(folder.resolve("absent.png"));
    bytes[60] ^= 0x55;
    refused(Files.write(folder.resolve("broken.png"), bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 70, 90})
  void jpegThatIsCutOffIsDamaged(int percent) throws IOException {
    byte[] bytes = Files.readAllBytes(write(folder.resolve("a"), "jpg", noisy(192, 192, 0, 1)));
    int cut = bytes.length * percent / 100;
    assertThat(cut).isGreaterThan(1_000); // its tables end before: the cut is among the pixels
    why(
        Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(bytes, cut)),
        "the file ends too soon");
  }

  @Test
  void jpegWithoutItsLastByteIsWhole() throws IOException {
    byte[] bytes = Files.readAllBytes(write(folder.resolve("a"), "jpg", noisy(192, 192, 0, 1)));
    PictureForm form = new PictureForm(192, 192, 3, Fit.STRETCH);
    Path cut = Files.write(folder.resolve("b"), Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(PictureDecoder.decode(cut, form))
        .isEqualTo(PictureDecoder.decode(folder.resolve("a"), form));
  }

  @Test
  void otherFormatsThatThePlatformReadsAreNoPictures() throws IOException {
    String why = "not a PNG, JPEG, BMP or GIF file";
    why(write(folder.resolve("a.png"), "tiff", noisy(20, 20, 0, 1)), why);
    byte[] wireless = new byte[4_004]; // WBMP begins with two zeros, width and height
    wireless[2] = 20;
    wireless[3] = 20;
    why(Files.write(folder.resolve("b.jpg"), wireless), why);
    byte[] labels = new byte[308]; // an idx file of labels is a WBMP of 8x1 pixels and a rest
    labels[2] = 8;
    labels[3] = 1;
    why(Files.write(folder.resolve("c.png"), labels), why);
  }

  @Test
  void whyAFileCannotBeReadIsSaidInPlainWords() throws IOException {
    byte[] bytes = Files.readAllBytes(write(folder.resolve("a"), "bmp", noisy(40, 40, 0, 1)));
    why(
        Files.write(folder.resolve("half.bmp"), Arrays.copyOf(bytes, bytes.length / 2)),
        "the file ends too soon");
    why(Files.write(folder.resolve("empty.png"), new byte[0]), "the file is empty");
  }

  @Test
  void anAbsurdSizeIsRefusedBeforeItIsDecoded() throws IOException {
    Path file = write(folder.resolve("a.png"), "png", grey(2, 2, 0));
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(16); // width and height
      raw.writeInt(65_536);
      raw.writeInt(65_536);
    }
    assertThatExceptionOfType(PictureDecoder.UnreadablePictureException.class)
        .isThrownBy(() -> PictureDecoder.decode(file, new PictureForm(8, 8, 3, Fit.STRETCH)))
        .withMessage("65536x65536 is above 400 megapixels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void twentyMegapixelsNeedLittleMemory(String format) throws IOException {
    BufferedImage image = new BufferedImage(5_000, 4_000, BufferedImage.TYPE_3BYTE_BGR);
    byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    Arrays.fill(samples, samples.length / 2, samples.length, (byte) 200);
    File file = write(folder.resolve("a"), format, image).toFile();
    long before = allocated();
    byte[] pixels = PictureDecoder.decode(file.toPath(), new PictureForm(32, 40, 3, Fit.STRETCH));
    // whole, it has 60 MB
    assertThat(allocated() - before).isLessThan(30_000_000L);
    assertThat(pixels[0]).isZero();
    assertThat(pixels[pixels.length - 1] & 0xff).isBetween(198, 202);
  }

  @Test
  void largeColourPalettesAndInterlacingAreRead() throws IOException {
    BufferedImage image = noisy(30, 30, 0x405060, 3);
    Path file = folder.resolve("interlaced.png");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    var param = writer.getDefaultWriteParam();
    param.setProgressiveMode(javax.imageio.ImageWriteParam.MODE_DEFAULT);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      var metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } finally {
      writer.dispose();
    }
    byte[] pixels = PictureDecoder.decode(file, new PictureForm(30, 30, 3, Fit.STRETCH));
    assertThat(pixels[0] & 0xff).isEqualTo(image.getRGB(0, 0) >> 16 & 0xff);
  }

  // bytes that this thread has allocated so far
  private static long allocated() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  private static int[] decode(Path file, int channels) throws IOException {
    PictureSize size = PictureDecoder.size(file);
    PictureForm form = new PictureForm(size.height(), size.width(), channels, Fit.STRETCH);
    return unsigned(PictureDecoder.decode(file, form));
  }

  private static int[] repeat(int pixels, int... colour) {
    int[] all = new int[pixels * 3];
    Arrays.setAll(all, i -> colour[i % 3]);
    return all;
  }

  private static void why(Path file, String message) {
    assertThatExceptionOfType(PictureDecoder.UnreadablePictureException.class)
        .isThrownBy(() -> PictureDecoder.decode(file, new PictureForm(8, 8, 3, Fit.STRETCH)))
        .withMessage(message);
  }

  private static void refused(Path file) {
    assertThatExceptionOfType(PictureDecoder.UnreadablePictureException.class)
        .isThrownBy(() -> PictureDecoder.decode(file, new PictureForm(8, 8, 3, Fit.STRETCH)))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
  }
}
