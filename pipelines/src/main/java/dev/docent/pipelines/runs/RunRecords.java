package dev.docent.pipelines.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.docent.records.UserException;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The records of a workspace's runs. */
public final class RunRecords {
  private static final String FOLDER = "runs";
  private static final String SUFFIX = ".json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Workspace workspace;

  public RunRecords(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Their numbers, the newest first. */
  public List<Integer> numbers() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (String name : workspace.documents(FOLDER)) {
      if (name.matches("[0-9]{1,9}\\.json")) {
        numbers.add(Integer.valueOf(name.substring(0, name.length() - SUFFIX.length())));
      }
    }
    numbers.sort(Comparator.reverseOrder());
    return numbers;
  }

  /** The newest; empty where nothing was ever run. */
  public Optional<RunRecord> last() throws IOException {
    List<Integer> numbers = numbers();
    return numbers.isEmpty() ? Optional.empty() : Optional.of(get(numbers.get(0)));
  }

  /**
   * One of them.
   *
   * @throws UserException if there is none of that number
   */
  public RunRecord get(int number) throws IOException {
    byte[] json =
        workspace
            .read(path(number))
            .orElseThrow(
                () ->
                    new UserException(
                        "there is no run %d in %s; 'docent status' tells the last one"
                            .formatted(number, workspace.location())));
    RunRecord record = JSON.readValue(json, RunRecord.class);
    if (record == null) {
      throw new UserException("'%s' is no record of a run".formatted(path(number)));
    }
    return record;
  }

  /** Keeps how a run ended; gives the record with its number. */
  public RunRecord add(RunRecord record) throws IOException {
    List<Integer> numbers = numbers();
    int number = numbers.isEmpty() ? 1 : numbers.get(0) + 1;
    while (!workspace.create(path(number), JSON.writeValueAsBytes(record.numbered(number)))) {
      // Another process took the number.
      number++;
    }
    return record.numbered(number);
  }

  /** Forgets a run. */
  public void remove(int number) throws IOException {
    workspace.removeDocument(path(number));
  }

  private static String path(int number) {
    return FOLDER + "/" + number + SUFFIX;
  }
}
