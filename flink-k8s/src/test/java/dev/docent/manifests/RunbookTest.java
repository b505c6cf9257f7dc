package dev.docent.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runbook's commands name what there is, each alert has its part, and each part its alert. */
class RunbookTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```bash\n(.*?)```");
  private static final Pattern OBJECT = Pattern.compile("\\b([a-z]+)/([a-z][a-z0-9-]*)\\b(?![/.])");
  private static final Pattern LABEL = Pattern.compile("-l ([a-z./]+)=([a-z]+)");
  private static final Pattern PROOF = Pattern.compile("\\| `([^`]+)` \\|");

  @Test
  void namesCommandsAndObjectsThatThereAre() throws Exception {
    String text = Sources.text("docs/runbook.md");
    assertTrue(lines(text).size() > 30);
    assertEquals(List.of(), flaws(text));
  }

  @Test
  void hasAPartForEachAlertAndNoOther() throws Exception {
    Set<String> alerts = new TreeSet<>();
    for (Manifest manifest : prod()) {
      if (manifest.is("PrometheusRule")) {
        manifest.spec().findValuesAsText("alert").forEach(alerts::add);
      }
    }
    Set<String> parts =
        Sources.text("docs/runbook.md")
            .lines()
            .filter(line -> line.startsWith("## Docent"))
            .map(line -> line.substring(3))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(alerts, parts);
  }

  @Test
  void namesTestsThatThereAre() throws Exception {
    Matcher proofs = PROOF.matcher(Sources.text("docs/runbook.md"));
    int found = 0;
    while (proofs.find()) {
      found++;
      assertTrue(Files.isRegularFile(Sources.ROOT.resolve(proofs.group(1))), proofs.group(1));
    }
    assertTrue(found > 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docent release list --workspace w | release",
        "docent releases rollback --work w | --work",
        "kubectl -n docent logs deployment/searching | deployment/searching",
        "kubectl -n docent create job --from=cronjob/monthly again | cronjob/monthly",
        "kubectl -n docent get pods -l docent.dev/network=trainers | docent.dev/network=trainers",
        "kubectl -n search get pods | namespace search",
        "kubectl -n docent log deployment/search | verb log",
      })
  void noticesWhatThereIsNot(String line, String said) throws Exception {
    List<String> flaws = flaws("```bash\n" + line + "\n```\n");
    assertEquals(1, flaws.size(), flaws.toString());
    assertTrue(flaws.get(0).contains(said), flaws.toString());
  }

  private static List<String> lines(String text) {
    return BLOCK
        .matcher(text)
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static List<String> flaws(String text) throws Exception {
    List<String> flaws = new ArrayList<>();
    for (String line : lines(text)) {
      List<String> words = List.of(line.split(" "));
      List<String> found =
          switch (words.get(0)) {
            case "docent" -> CommandLinesTest.unknown(words.subList(1, words.size()));
            case "kubectl" -> kubectl(line, words);
            default -> List.of("neither docent nor kubectl");
          };
      found.forEach(flaw -> flaws.add(line + ": " + flaw));
    }
    return flaws;
  }

  private static List<String> kubectl(String line, List<String> words) throws Exception {
    List<String> flaws = new ArrayList<>();
    String namespace = words.get(2);
    String verb = words.get(3);
    if (!Set.of("docent", "flink-operator").contains(namespace)) {
      flaws.add("namespace " + namespace);
    }
    if (!Set.of("get", "describe", "logs", "create", "delete", "rollout").contains(verb)) {
      flaws.add("verb " + verb);
    }
    Set<String> known =
        prod().stream()
            .map(one -> one.kind().toLowerCase(Locale.ROOT) + "/" + one.name())
            .collect(Collectors.toCollection(TreeSet::new));
    // The operator's own, by its chart; Flink's, by the operator.
    known.add("deployment/flink-kubernetes-operator");
    known.add("deployment/flink");
    Matcher objects = OBJECT.matcher(line.replaceAll("-l \\S+", ""));
    while (objects.find()) {
      if (!known.contains(objects.group())) {
        flaws.add(objects.group());
      }
    }
    Matcher label = LABEL.matcher(line);
    if (label.find()
        && Pod.of(prod()).stream()
            .noneMatch(pod -> pod.labels().path(label.group(1)).asText().equals(label.group(2)))) {
      flaws.add(label.group(1) + "=" + label.group(2));
    }
    return flaws;
  }

  private static List<Manifest> prod() throws Exception {
    List<Manifest> all = new ArrayList<>(Kustomize.render(Sources.HOME.resolve("overlays/prod")));
    all.addAll(Kustomize.render(Sources.HOME.resolve("overlays/prod/jobs/train")));
    return all;
  }
}
