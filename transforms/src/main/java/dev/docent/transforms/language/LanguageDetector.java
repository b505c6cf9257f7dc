package dev.docent.transforms.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Apache OpenNLP's detector with its model of 103 languages. Not safe for use by several threads.
 */
final class LanguageDetector {
  private static final String MODEL = "/langdetect-183.bin";

  private final LanguageDetectorME detector = new LanguageDetectorME(Model.SHARED);

  LanguageGuess guess(String text) {
    Language[] guesses = detector.predictLanguages(text);
    Language best = guesses[0];
    // By itself a probability over 103 languages stays low for a sentence that is told rightly.
    double confidence = best.getConfidence() / (best.getConfidence() + guesses[1].getConfidence());
    return new LanguageGuess(Model.CODES.getOrDefault(best.getLang(), best.getLang()), confidence);
  }

  /** Loaded once for each JVM: 37 MB. */
  private static final class Model {
    static final LanguageDetectorModel SHARED = load();
    static final Map<String, String> CODES = codes();

    private static LanguageDetectorModel load() {
      try (InputStream in = LanguageDetector.class.getResourceAsStream(MODEL)) {
        if (in == null) {
          throw new IllegalStateException(MODEL + " is not on the class path");
        }
        return new LanguageDetectorModel(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Map<String, String> codes() {
      Map<String, String> codes = new HashMap<>();
      for (String two : Locale.getISOLanguages()) {
        codes.put(Locale.forLanguageTag(two).getISO3Language(), two);
      }
      // What the model calls Mandarin, Standard Estonian and the like by their members' codes.
      codes.put("cmn", "zh");
      codes.put("ekk", "et");
      codes.put("lvs", "lv");
      codes.put("pes", "fa");
      codes.put("zlm", "ms");
      codes.put("nob", "no");
      codes.put("nno", "no");
      codes.put("swh", "sw");
      codes.put("plt", "mg");
      return codes;
    }
  }
}
