package dev.docent.pipelines.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.DeadLetter;
import dev.docent.records.UserException;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.ParseConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageContext;
import dev.docent.records.workspace.Workspace;
import dev.docent.transforms.counting.StageCounter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeamJobTest {
  @TempDir Path folder;

  @Test
  void runsOnEmbeddedFlinkAndCounts() throws Exception {
    StageContext context = context(List.of());
    BeamJob job = BeamJob.of(context);
    job.pipeline()
        .apply(Create.of("a", "b", "c"))
        .apply(ParDo.of(new ToLetter()))
        .apply(RecordFiles.write(DeadLetter.class, folder.resolve("letters").toString()));

    job.run();

    List<DeadLetter> letters = AvroFiles.readAll(DeadLetter.class, folder.resolve("letters"));
    assertEquals(List.of("a", "b", "c"), letters.stream().map(DeadLetter::getId).sorted().toList());
    assertEquals(3, context.counts().read());
    assertEquals(Map.of("odd", 2L), context.counts().deadLetters());
  }

  @Test
  void refusesOptionsThatBeamDoesNotKnow() throws Exception {
    StageContext context = context(List.of("--paralelism=3"));
    UserException e = assertThrows(UserException.class, () -> BeamJob.of(context));
    assertTrue(e.getMessage().contains("paralelism"), e.getMessage());
  }

  private StageContext context(List<String> arguments) throws Exception {
    return new StageContext(
        Workspace.open(folder.resolve("workspace").toString()),
        Stage.PARSE,
        Settings.read(ParseConfig.class, "parse", Map.of()),
        Map.of(),
        "0",
        folder,
        arguments);
  }

  private static final class ToLetter extends DoFn<String, DeadLetter> {
    private static final long serialVersionUID = 1L;
    private final StageCounter read = StageCounter.read();
    private final StageCounter odd = StageCounter.deadLetter("odd");

    @ProcessElement
    public void process(@Element String id, OutputReceiver<DeadLetter> out) {
      read.inc();
      if (!id.equals("b")) {
        odd.inc();
      }
      out.output(new DeadLetter("parse", id, "odd", "test"));
    }
  }
}
