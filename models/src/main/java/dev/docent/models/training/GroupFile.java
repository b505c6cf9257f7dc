package dev.docent.models.training;

import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.tfrecord.Example;
import dev.docent.records.tfrecord.TfRecordReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a TFRecord file, read at random. Opening it reads the file once, checks every
 * record, and keeps where each group begins; passages stay on the disk.
 */
final class GroupFile {
  /** Bytes of a record's frame: a length, and checksums of the length and of the data. */
  private static final int FRAME_BYTES = 16;

  private final Path file;
  private final List<Entry> entries;

  /** Where a group is: byte offset, records, and the longest of its pairs. */
  private record Entry(long offset, int records, int longest) {}

  private GroupFile(Path file, List<Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * Opens and checks a file.
   *
   * @param vocabularySize ids must be below it
   * @throws UserException if it is missing or damaged, or holds a group without a positive or
   *     without a negative
   */
  static GroupFile open(Path file, int vocabularySize) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      long offset = 0;
      long start = 0;
      long id = 0;
      int longest = 0;
      List<Float> labels = new ArrayList<>();
      for (byte[] data = reader.next(); data != null; data = reader.next()) {
        Example example = Example.parse(data);
        long group = group(example);
        if (!labels.isEmpty() && group != id) {
          entries.add(entry(file, start, id, longest, labels));
          labels.clear();
          longest = 0;
          start = offset;
        }
        id = group;
        labels.add(label(example));
        longest = Math.max(longest, checkedLength(file, example, vocabularySize));
        offset += data.length + FRAME_BYTES;
      }
      if (!labels.isEmpty()) {
        entries.add(entry(file, start, id, longest, labels));
      }
    }
    return new GroupFile(file, entries);
  }

  int size() {
    return entries.size();
  }

  /** Records in all groups. */
  long records() {
    return entries.stream().mapToLong(Entry::records).sum();
  }

  /** Pieces in the longest pair of a group. */
  int longest(int index) {
    return entries.get(index).longest();
  }

  /** Reads a group. */
  Group read(int index) throws IOException {
    Entry entry = entries.get(index);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(entry.offset());
      try (TfRecordReader reader =
          TfRecordReader.of(Channels.newInputStream(channel), file.toString())) {
        long id = -1;
        List<Pair> pairs = new ArrayList<>();
        List<Float> labels = new ArrayList<>();
        for (int i = 0; i < entry.records(); i++) {
          @Nullable Example example = reader.nextExample();
          if (example == null) {
            throw new UserException("'%s' became shorter while it was read".formatted(file));
          }
          id = group(example);
          pairs.add(pair(example));
          labels.add(label(example));
        }
        return new Group(id, pairs, labels);
      }
    }
  }

  /** Reads several groups. */
  List<Group> read(int[] indices) throws IOException {
    List<Group> groups = new ArrayList<>();
    for (int index : indices) {
      groups.add(read(index));
    }
    return groups;
  }

  private static Entry entry(Path file, long start, long id, int longest, List<Float> labels) {
    long positives = labels.stream().filter(label -> label > 0).count();
    if (positives == 0 || positives == labels.size()) {
      throw new UserException(
          "group %d of '%s' has %d positives among %d passages; a group needs a positive and a negative"
              .formatted(id, file, positives, labels.size()));
    }
    return new Entry(start, labels.size(), longest);
  }

  private static int checkedLength(Path file, Example example, int vocabularySize) {
    Pair pair = pair(example);
    for (int id : pair.inputIds()) {
      if (id < 0 || id >= vocabularySize) {
        throw new UserException(
            "'%s' holds the piece id %d; the vocabulary has %d pieces"
                .formatted(file, id, vocabularySize));
      }
    }
    return pair.length();
  }

  private static Pair pair(Example example) {
    int length = (int) Arrays.stream(example.int64s("input_mask")).sum();
    return new Pair(
        Arrays.copyOf(example.ints("input_ids"), length),
        Arrays.copyOf(example.ints("segment_ids"), length));
  }

  private static long group(Example example) {
    return example.int64s("group")[0];
  }

  private static float label(Example example) {
    return example.floats("label")[0];
  }
}
