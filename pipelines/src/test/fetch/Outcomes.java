import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.PageOutcome;
import dev.docent.records.avro.AvroFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Prints the outcomes of ingestion windows, the earliest first: the window's number, id, outcome,
 * HTTP status, parted by tabs. Its arguments are the windows' manifests.
 */
public final class Outcomes {
  private record Window(String until, Path folder) {}

  private Outcomes() {}

  public static void main(String[] manifests) throws Exception {
    List<Window> windows = new ArrayList<>();
    for (String manifest : manifests) {
      var json = new ObjectMapper().readTree(Path.of(manifest).toFile());
      Path folder = Path.of(manifest).resolveSibling(json.get("folder").asText());
      windows.add(new Window(json.at("/parameters/until").asText(), folder));
    }
    windows.sort(Comparator.comparing(Window::until));
    for (int i = 0; i < windows.size(); i++) {
      int number = i + 1;
      AvroFiles.forEach(
          PageOutcome.class,
          windows.get(i).folder().resolve("outcomes"),
          one ->
              System.out.printf(
                  "%d\t%s\t%s\t%d%n", number, one.getId(), one.getOutcome(), one.getStatus()));
    }
  }
}
