package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.data.TestTables.open;
import static org.menagerie.data.TestTables.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
  private static final List<String> HEADER = List.of("a", "b", "label");

  @TempDir Path folder;

  @Test
  void delimitersAreFoundInTheHeader() {
    for (String delimiter : new String[] {",", ";", "\t", "|"}) {
      TableFile file = look("x.csv", "a,b,label\n1,2,x\n".replace(",", delimiter));
      assertThat(file.delimiter()).isEqualTo(delimiter.charAt(0));
      assertThat(file.header()).isEqualTo(HEADER);
    }
  }

  @Test
  void commasInProseDoNotHideTheTab() {
    TableFile file = look("x.txt", "text\tlanguage\nOne, two, three\ten\nUn, deux\tfr\n");
    assertThat(file.delimiter()).isEqualTo('\t');
  }

  @Test
  void tsvIsSplitAtTabsWhateverElseItHolds() {
    TableFile file = look("x.tsv", "a,b;c\tlabel\n1\tx\n");
    assertThat(file.header()).containsExactly("a,b;c", "label");
  }

  @Test
  void quotesHoldDelimitersQuotesAndLineBreaks() {
    String text = "a,\"b, \"\"c\"\"\",label\n1,\"p,q\nr\",x\n2,s,y\n";
    TableFile file = look("x.csv", text);
    assertThat(file.header()).containsExactly("a", "b, \"c\"", "label");
    try (TableRows rows = file.rows()) {
      assertThat(next(rows, file)).containsExactly("1", "p,q\nr", "x");
      assertThat(rows.line()).isEqualTo(2);
      assertThat(next(rows, file)).containsExactly("2", "s", "y");
      assertThat(rows.line()).isEqualTo(4);
      assertThat(rows.hasNext()).isFalse();
    }
  }

  @Test
  void markLineEndsAndCompressionDoNotChangeWhatIsRead() throws IOException {
    String text = "a,b,label\n1,2,x\n3,?,y\n";
    List<List<String>> plain = cells(look("x.csv", text));
    assertThat(plain).containsExactly(List.of("1", "2", "x"), List.of("3", "?", "y"));
    assertThat(cells(look("bom.csv", "\uFEFF" + text))).isEqualTo(plain);
    assertThat(cells(look("crlf.csv", text.replace("\n", "\r\n")))).isEqualTo(plain);
    assertThat(cells(look("blank.csv", text.replace("\n", "\n\n") + "  \n"))).isEqualTo(plain);
    assertThat(cells(look("noend.csv", text.strip()))).isEqualTo(plain);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Path gz = write(folder, "x.csv.gz", bytes.toByteArray());
    assertThat(cells(TableFile.of(gz, List.of()))).isEqualTo(plain);
  }

  @Test
  void headerAfterAMarkKeepsItsFirstName() {
    assertThat(look("bom.csv", "\uFEFFa,b,label\n1,2,x\n").header()).isEqualTo(HEADER);
  }

  @Test
  void bytesThatAreNotUtf8AreReadAsWindows1252WithANote() {
    byte[] latin = "a,ort,label\n1,Köln,x\n".getBytes(Charset.forName("windows-1252"));
    TableFile file = TableFile.of(write(folder, "x.csv", latin), List.of());
    assertThat(cells(file)).containsExactly(List.of("1", "Köln", "x"));
    assertThat(file.notes())
        .containsExactly("x.csv is not valid UTF-8: read as windows-1252 (Western European)");
    assertThat(look("u.csv", "a,ort,label\n1,Köln,x\n").notes()).isEmpty();
  }

  @Test
  void utf8SplitBetweenChunksIsStillUtf8() {
    String text = "a,label\n" + "1,ä€😀\n".repeat(20_000);
    TableFile file = look("x.csv", text);
    assertThat(file.charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(cells(file)).hasSize(20_000).containsOnly(List.of("1", "ä€😀"));
  }

  @Test
  void firstRowOfNumbersIsDataNotAHeader() {
    TableFile file = look("x.csv", "5.1,3.5,x\n4.9,3.0,y\n");
    assertThat(file.header()).containsExactly("c1", "c2", "c3");
    assertThat(file.notes()).containsExactly("no header: the columns are named c1 to c3");
    assertThat(cells(file)).hasSize(2);
    assertThat(look("t.csv", "T,2,8\nI,5,12\n").headed()).isFalse();
    assertThat(look("q.csv", "a,?,b\nc,d,b\n").headed()).isFalse();
  }

  @Test
  void runOfColumnNumbersIsAHeader() {
    assertThat(look("x.csv", "0,1,2,label\n5,3,4,x\n").header())
        .containsExactly("0", "1", "2", "label");
    assertThat(look("y.csv", "name,2019,2020,2021\nx,3,4,1\n").headed()).isTrue();
  }

  @Test
  void runOfNumbersAboveRowsLikeItIsData() {
    assertThat(look("x.csv", "1,2,3,x\n4,2,1,y\n2,2,5,x\n").headed()).isFalse();
    assertThat(look("y.csv", "1,2,3\n4,5,6\n9,8,9\n").headed()).isFalse();
    assertThat(look("z.csv", "1,2,3\n1,9,3\n4,2,7\n").headed()).isFalse();
    assertThat(look("w.csv", "1,2,3\n0.5,0.25,1.5\n2.5,1,0.5\n").headed()).isTrue();
  }

  @Test
  void wordAboveNumbersIsAHeader() {
    TableFile file = look("x.csv", "city,2020,score\nRome,3,4\nOslo,,5\n");
    assertThat(file.header()).containsExactly("city", "2020", "score");
    assertThat(look("y.csv", "400,410,420,430,440,kind\n1,2,3,1,5,x\n").headed()).isTrue();
    assertThat(look("z.csv", "2,4,6,x\n1,2,3,x\n").headed()).isFalse();
  }

  @Test
  void decimalCommasAreReadBetweenSemicolons() {
    Path path =
        write(folder, "x.csv", "a;b;label\n" + "1,5;-0,25;x\n2,75;3;y\n0,5;4,5;x\n".repeat(9));
    Dataset dataset = open(path);
    assertThat(dataset.report().columns())
        .extracting(DataReport.ColumnReport::kind)
        .containsExactly(ColumnKind.NUMBER, ColumnKind.NUMBER, ColumnKind.CLASSES);
    try (TableRows rows = TableFile.of(path, List.of()).rows()) {
      rows.advance();
      assertThat(rows.cell(0)).isEqualTo("1.5");
    }
  }

  @Test
  void wordsThatComeBackBelowAreDataNotAHeader() {
    assertThat(look("x.csv", "p,x,s\ne,x,s\np,y,t\n").headed()).isFalse();
    assertThat(look("y.csv", "red,green,x\n1,2,p\n3,4,q\n").headed()).isTrue();
  }

  @Test
  void hashIsThatOfTheRawBytes() {
    assertThat(look("x.csv", "a,label\n1,x\n").sha256())
        .isEqualTo("65db17d550424d08c06907472c3212cc432ec3e88876648a472e3b97fe35b305");
  }

  @Test
  void spaceAroundCellsDoesNotCount() {
    Path path =
        write(folder, "x.csv", " a , b ,label \n 1 , 2 , x\n 2 , 3 ,y\n".repeat(1) + more());
    Dataset dataset = open(path);
    assertThat(dataset.report().columns())
        .extracting(DataReport.ColumnReport::name)
        .isEqualTo(HEADER);
    assertThat(dataset.report().target()).isEqualTo("label, 2 classes (x 4, y 4)");
  }

  @Test
  void recordReaderGivesTypedWritablesByName() throws IOException {
    Path path = write(folder, "x.csv", "when,b,a,label\n1970-01-03,1.5,u,x\n,?,w,y\n");
    try (TableRecordReader reader =
        new TableRecordReader(
            new org.datavec.api.transform.schema.Schema.Builder()
                .addColumnString("a")
                .addColumnDouble("b")
                .addColumnTime("when", java.util.TimeZone.getTimeZone("UTC"))
                .build())) {
      reader.initialize(new FileSplit(path.toFile()));
      assertThat(reader.next())
          .containsExactly(new Text("u"), new DoubleWritable(1.5), new DoubleWritable(2));
      var second = reader.nextRecord();
      assertThat(second.getRecord())
          .containsExactly(new Text("w"), NullWritable.INSTANCE, NullWritable.INSTANCE);
      assertThat(reader.line()).isEqualTo(3);
      assertThat(reader.hasNext()).isFalse();
      assertThat(reader.loadFromMetaData(second.getMetaData()).getRecord())
          .isEqualTo(second.getRecord());
      reader.reset();
      assertThat(reader.hasNext()).isTrue();
    }
  }

  private static String more() {
    return "3,4,x\n4,7,y\n".repeat(3);
  }

  private TableFile look(String name, String text) {
    return TableFile.of(write(folder, name, text), List.of());
  }

  private static List<List<String>> cells(TableFile file) {
    List<List<String>> cells = new java.util.ArrayList<>();
    try (TableRows rows = file.rows()) {
      while (rows.hasNext()) {
        cells.add(next(rows, file));
      }
    }
    return cells;
  }

  private static List<String> next(TableRows rows, TableFile file) {
    rows.advance();
    return IntStream.range(0, file.header().size()).mapToObj(rows::cell).toList();
  }
}
