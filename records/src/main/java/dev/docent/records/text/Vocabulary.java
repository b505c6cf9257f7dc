package dev.docent.records.text;

import dev.docent.records.UserException;
import dev.docent.records.workspace.Hashes;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The word pieces that a BERT model knows, each with its id: its line in {@code vocab.txt}, counted
 * from 0. A piece inside a word begins with {@code ##}. Immutable.
 */
public final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final String PAD = "[PAD]";
  public static final String UNKNOWN = "[UNK]";
  public static final String CLS = "[CLS]";
  public static final String SEP = "[SEP]";

  private static final List<String> REQUIRED = List.of(PAD, UNKNOWN, CLS, SEP);

  private final String[] pieces;
  private final transient Map<String, Integer> ids;

  private Vocabulary(String[] pieces, Map<String, Integer> ids) {
    this.pieces = pieces;
    this.ids = ids;
  }

  /**
   * A vocabulary of pieces in the order of their ids.
   *
   * @throws UserException if a piece stands there twice, or {@code [PAD]}, {@code [UNK]}, {@code
   *     [CLS]} or {@code [SEP]} is missing
   */
  public static Vocabulary of(List<String> pieces) {
    Map<String, Integer> ids = new HashMap<>(pieces.size() * 2);
    for (int id = 0; id < pieces.size(); id++) {
      if (ids.put(pieces.get(id), id) != null) {
        throw new UserException(
            "the vocabulary has the piece '%s' twice (the second time as id %d); each must stand there once"
                .formatted(pieces.get(id), id));
      }
    }
    for (String required : REQUIRED) {
      if (!ids.containsKey(required)) {
        throw new UserException(
            "the vocabulary of %d pieces lacks '%s'; a BERT vocabulary has all of %s"
                .formatted(pieces.size(), required, REQUIRED));
      }
    }
    return new Vocabulary(pieces.toArray(String[]::new), ids);
  }

  /**
   * The vocabulary of a base model, such as {@code all-minilm-l6-v2}.
   *
   * @throws UserException if there is no such base, or its vocabulary isn't on the class path
   */
  public static Vocabulary ofBase(String base) {
    return BaseVocabularies.of(base);
  }

  /**
   * The vocabulary of a base model, or of a folder with one of the user's own.
   *
   * @param folder in place of the name; empty for none
   * @throws UserException if there is no such base or folder, or its tokenizer isn't BERT's uncased
   */
  public static Vocabulary ofBase(String base, String folder) {
    return folder.isEmpty() ? ofBase(base) : BaseVocabularies.of(Path.of(folder));
  }

  /**
   * Reads a {@code vocab.txt}: UTF-8, a piece a line.
   *
   * @throws UserException if there is no such file, or it is no BERT vocabulary
   */
  public static Vocabulary read(Path vocabTxt) throws IOException {
    try {
      String text = Files.readString(vocabTxt, StandardCharsets.UTF_8);
      // Not by Files.readAllLines: pieces may be odd, but only a newline ends one.
      String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      return of(List.of(whole.replace("\r\n", "\n").split("\n", -1)));
    } catch (NoSuchFileException e) {
      throw new UserException("there is no vocabulary file '%s'".formatted(vocabTxt), e);
    }
  }

  /** Writes a {@code vocab.txt}. */
  public void write(Path vocabTxt) throws IOException {
    Files.writeString(vocabTxt, text(), StandardCharsets.UTF_8);
  }

  /**
   * The id of a piece.
   *
   * @throws IllegalArgumentException if it isn't in the vocabulary
   */
  public int id(String piece) {
    int id = find(piece);
    if (id < 0) {
      throw new IllegalArgumentException("'" + piece + "' is not in the vocabulary");
    }
    return id;
  }

  /** The piece of an id from 0 to {@link #size()} - 1. */
  public String piece(int id) {
    return pieces[id];
  }

  /** How many pieces there are. */
  public int size() {
    return pieces.length;
  }

  /** All pieces, in the order of their ids. */
  public List<String> pieces() {
    return List.of(pieces);
  }

  /** SHA-256 of the {@code vocab.txt} that {@link #write} writes, in hexadecimal. */
  public String sha256() {
    return Hashes.sha256(text());
  }

  /** The id of a piece, -1 where it is not in the vocabulary. */
  int find(String piece) {
    Integer id = ids.get(piece);
    return id == null ? -1 : id;
  }

  private String text() {
    return String.join("\n", pieces) + "\n";
  }

  private Object readResolve() throws ObjectStreamException {
    try {
      return of(List.of(pieces));
    } catch (UserException e) {
      throw (InvalidObjectException) new InvalidObjectException(e.getMessage()).initCause(e);
    }
  }
}
