package dev.docent.records.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZstdBlocksTest {
  @TempDir Path folder;

  /** Of sizes below and above that of a block and of the array that blocks are unpacked into. */
  @Test
  void readsWhatAvroWritesWhateverTheSizes() throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int size : new int[] {0, 10, 70_000, 3, 500_000, 64_000, 1, 5_000_000, 200, 131_072}) {
      letters.add(letter(letters.size(), size, random));
    }
    for (int i = 0; i < 2_000; i++) {
      letters.add(letter(letters.size(), random.nextInt(400), random));
    }
    Path file = folder.resolve("letters.avro");
    AvroFiles.write(DeadLetter.class, file, letters);

    assertEquals(letters, AvroFiles.readAll(DeadLetter.class, file), "seed " + seed);
  }

  @Test
  void findsABlockAgainBySeeking() throws IOException {
    Random random = new Random(7);
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      letters.add(letter(i, 100_000, random));
    }
    Path file = folder.resolve("letters.avro");
    AvroFiles.write(DeadLetter.class, file, letters);

    try (DataFileReader<DeadLetter> reader =
        AvroFiles.open(file, new SpecificDatumReader<>(DeadLetter.class))) {
      List<Long> places = new ArrayList<>();
      while (reader.hasNext()) {
        places.add(reader.previousSync());
        reader.next();
      }
      for (int i = places.size() - 1; i >= 0; i--) {
        reader.seek(places.get(i));
        assertEquals(letters.get(i), reader.next());
      }
    }
  }

  /** Avro asks for a codec by its name when it appends to a file. */
  @Test
  void packsWhatAnyReaderUnpacks() throws IOException {
    DeadLetter letter = letter(1, 90_000, new Random(3));
    Path file = folder.resolve("letters.avro");
    AvroFiles.write(DeadLetter.class, file, List.of(letter));
    try (DataFileWriter<DeadLetter> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(DeadLetter.class))) {
      writer.appendTo(file.toFile()).append(letter);
    }
    assertEquals(List.of(letter, letter), AvroFiles.readAll(DeadLetter.class, file));
  }

  @Test
  void namesABlockThatIsBroken() throws IOException {
    Path file = folder.resolve("letters.avro");
    AvroFiles.write(DeadLetter.class, file, List.of(letter(1, 50_000, new Random(5))));
    byte[] bytes = Files.readAllBytes(file);
    int frame = 0;
    while (bytes[frame] != 0x28 || bytes[frame + 1] != (byte) 0xB5) {
      frame++;
    }
    bytes[frame] ^= 1;
    Files.write(file, bytes);

    Exception broken =
        assertThrows(Exception.class, () -> AvroFiles.readAll(DeadLetter.class, file));
    assertTrue(broken.getCause().getMessage().startsWith("a block does not unpack: "));
  }

  private static DeadLetter letter(int number, int size, Random random) {
    StringBuilder text = new StringBuilder(size);
    for (int i = 0; i < size; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return new DeadLetter("parse", "page-" + number, "no-text", text.toString());
  }
}
