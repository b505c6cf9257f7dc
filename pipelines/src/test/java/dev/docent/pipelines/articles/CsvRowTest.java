package dev.docent.pipelines.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;

class CsvRowTest {
  private static final String CHARACTERS = "ab,\"\n\r #\u0000\t é書";

  private static String field(Random random) {
    if (random.nextInt(10) == 0) {
      return null;
    }
    StringBuilder field = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      field.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return field.toString();
  }

  @Test
  void rowsAreThoseOfCommonsCsv() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    StringBuilder ours = new StringBuilder();
    StringWriter theirs = new StringWriter();
    CSVPrinter printer = new CSVPrinter(theirs, CSVFormat.RFC4180);
    for (int i = 0; i < 5_000; i++) {
      String[] fields = new String[1 + random.nextInt(4)];
      for (int j = 0; j < fields.length; j++) {
        fields[j] = field(random);
      }
      CsvRow.write(ours, fields);
      printer.printRecord((Object[]) fields);
    }
    assertEquals(theirs.toString(), ours.toString(), "seed " + seed);
  }
}
