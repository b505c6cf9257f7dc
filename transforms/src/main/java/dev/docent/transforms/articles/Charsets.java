package dev.docent.transforms.articles;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Character encodings by the labels that pages use, of which many stand for a larger encoding than
 * they say.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#names-and-labels">Encoding, names and labels</a>
 */
final class Charsets {
  static final Charset WESTERN = Charset.forName("windows-1252");

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("utf8", "UTF-8"),
          Map.entry("unicode", "UTF-16LE"));

  private Charsets() {}

  /** Null for labels that nobody knows. */
  static @Nullable Charset byLabel(@Nullable String label) {
    if (label == null || label.isBlank()) {
      return null;
    }
    String plain = label.strip().toLowerCase(Locale.ROOT);
    try {
      Charset charset = Charset.forName(LABELS.getOrDefault(plain, plain));
      // Java knows more encodings than the web: none of those in which ASCII is something else.
      return charset.canEncode() && !charset.name().startsWith("IBM") ? charset : null;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  /** The encodings that pages of a language had before UTF-8, the stricter ones first. */
  static List<Charset> ofLanguage(String language) {
    String[] names =
        switch (language.toLowerCase(Locale.ROOT)) {
          case "zh-tw", "zh-hk", "zh-hant" -> new String[] {"Big5-HKSCS", "GB18030"};
          default ->
              switch (language.toLowerCase(Locale.ROOT).split("-", 2)[0]) {
                case "ja" -> new String[] {"EUC-JP", "windows-31j"};
                case "zh" -> new String[] {"GB18030", "Big5-HKSCS"};
                case "ko" -> new String[] {"x-windows-949"};
                case "ru", "uk", "be", "bg", "sr", "mk" -> new String[] {"windows-1251"};
                case "el" -> new String[] {"windows-1253"};
                case "tr", "az" -> new String[] {"windows-1254"};
                case "he", "iw" -> new String[] {"windows-1255"};
                case "ar", "fa", "ur" -> new String[] {"windows-1256"};
                case "lt", "lv", "et" -> new String[] {"windows-1257"};
                case "vi" -> new String[] {"windows-1258"};
                case "th" -> new String[] {"x-windows-874"};
                case "cs", "sk", "pl", "hu", "sl", "hr", "ro" -> new String[] {"windows-1250"};
                default -> new String[0];
              };
        };
    return java.util.Arrays.stream(names)
        .filter(Charset::isSupported)
        .map(Charset::forName)
        .toList();
  }
}
