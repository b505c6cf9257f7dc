package dev.docent.transforms.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  private static final String ENGLISH =
      "The scheduler places every pod on a node that has enough memory and processor time. If no"
          + " node fits, the pod waits until one is free, and the cluster may add another node. ";
  private static final String GERMAN =
      "Der Scheduler weist jeden Pod einem Knoten zu, der genug Speicher und Rechenzeit hat. ";
  private static final String CHINESE = "调度器把每个容器组放在有足够内存和处理器时间的节点上。如果没有合适的节点,容器组会一直等待。";

  private final LanguageDetector detector = new LanguageDetector();

  private String settle(String stated, String text) {
    return LanguageRule.settle(stated, text, detector::guess);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The scheduler places every pod on a node that has enough memory and processor time.",
        "de | Der Scheduler weist jeden Pod einem Knoten zu, der genug Speicher und Rechenzeit hat.",
        "fr | L'ordonnanceur place chaque pod sur un nœud qui dispose d'assez de mémoire.",
        "es | El planificador coloca cada pod en un nodo que tenga suficiente memoria.",
        "pt | O agendador coloca cada pod em um nó que tenha memória e tempo de processador.",
        "pl | Planista umieszcza każdy pod na węźle, który ma dość pamięci i czasu procesora.",
        "ru | Планировщик размещает каждый под на узле, у которого достаточно памяти и времени.",
        "ja | スケジューラは、十分なメモリと計算時間を持つノードに各ポッドを配置します。",
        "zh | 调度器把每个容器组放在有足够内存和处理器时间的节点上。",
        "ko | 스케줄러는 메모리와 처리 시간이 충분한 노드에 각 파드를 배치합니다."
      })
  void tellsOneSentence(String language, String sentence) {
    assertEquals(language, detector.guess(sentence).language());
  }

  @Test
  void fillsWhatThePageDoesNotState() {
    assertEquals("de", settle(null, GERMAN));
  }

  @Test
  void keepsTheStatedRegion() {
    assertEquals("en-GB", settle("en-GB", ENGLISH.repeat(2)));
  }

  @Test
  void overrulesAWrongStatementOfALongText() {
    assertEquals("en", settle("de", ENGLISH.repeat(2)));
  }

  @Test
  void doesNotOverruleByAShortText() {
    assertEquals("en", settle("en", GERMAN));
  }

  @Test
  void shortTextStaysUnknown() {
    assertNull(settle(null, "kubectl get pods"));
  }

  @Test
  void unsureGuessIsNone() {
    assertNull(LanguageRule.settle(null, ENGLISH, text -> new LanguageGuess("la", 0.55)));
  }

  @Test
  void unsureGuessOverrulesNothing() {
    assertEquals(
        "de", LanguageRule.settle("de", ENGLISH.repeat(2), text -> new LanguageGuess("en", 0.8)));
  }

  @Test
  void aHalfTranslatedChinesePageIsChinese() {
    assertEquals("zh", settle("zh", CHINESE + ENGLISH.repeat(2)));
  }

  @Test
  void anUntranslatedChinesePageIsEnglish() {
    assertEquals("en", settle("zh", ENGLISH.repeat(3)));
  }

  @Test
  void primaryLanguageIsWithoutRegion() {
    assertEquals("pt", LanguageRule.primary("pt-BR"));
  }

  @Test
  void sampleHoldsNoCodeAndNoAddresses() {
    String sample =
        TextSample.of(article("See https://example.org/page now", List.of("int x = code();")));
    assertEquals("See now", sample);
  }

  @Test
  void longTextIsSampledFromBeginningMiddleAndEnd() {
    String sample =
        TextSample.of(article("aaa " + "b ".repeat(3000) + "mmm " + "b ".repeat(3000) + "zzz"));
    assertTrue(sample.length() <= 910, () -> "" + sample.length());
    assertTrue(sample.startsWith("aaa"));
    assertTrue(sample.contains("mmm"));
    assertTrue(sample.endsWith("zzz"));
    assertFalse(sample.contains("\n"));
  }

  private static Article article(String text) {
    return article(text, List.of());
  }

  private static Article article(String text, List<String> code) {
    Section section = new Section("a#top", "a", 0, 1, List.of(), null, text, code);
    return new Article("a", null, "A", null, null, List.of(), List.of(section));
  }
}
