package dev.docent.transforms.wikipedia.wikitext;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A wiki's namespaces by their names, in lower case; the English names hold in all wikis
 * (https://www.mediawiki.org/wiki/Help:Namespaces).
 */
public final class Namespaces implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names and their aliases; a language, or some that share names, a set. */
  private static final List<Set<String>> FILES =
      List.of(
          Set.of("file", "image"), // English, everywhere
          Set.of("datei", "bild"), // German
          Set.of("fichier"), // French
          Set.of("archivo", "imagen"), // Spanish
          Set.of("immagine"), // Italian
          Set.of("ficheiro", "arquivo", "imagem"), // Portuguese
          Set.of("bestand", "afbeelding"), // Dutch
          Set.of("plik", "grafika"), // Polish
          Set.of("файл", "изображение", "зображення"), // Russian, Ukrainian
          Set.of("файлът", "картинка"), // Bulgarian, Serbian
          Set.of("fil", "billede", "bilde"), // Swedish, Danish, Norwegian
          Set.of("tiedosto", "kuva"), // Finnish
          Set.of("soubor", "súbor", "obrázok"), // Czech, Slovak
          Set.of("fájl", "kép"), // Hungarian
          Set.of("fișier", "fişier", "imagine"), // Romanian
          Set.of("dosya", "resim"), // Turkish
          Set.of("fitxer", "imatge"), // Catalan
          Set.of("fitxategi", "irudi"), // Basque
          Set.of("berkas", "gambar"), // Indonesian
          Set.of("tập tin", "hình"), // Vietnamese
          Set.of("αρχείο", "εικόνα"), // Greek
          Set.of("קובץ", "תמונה"), // Hebrew
          Set.of("ملف", "صورة"), // Arabic
          Set.of("پرونده", "تصویر"), // Persian
          Set.of("चित्र"), // Hindi
          Set.of("ファイル", "画像"), // Japanese
          Set.of("파일", "그림"), // Korean
          Set.of("文件", "檔案", "档案", "图像", "圖像")); // Chinese

  private static final Set<String> CATEGORIES =
      Set.of(
          "category",
          "kategorie", // German, Czech
          "catégorie", // French
          "categoría", // Spanish
          "categoria", // Italian, Portuguese, Catalan
          "categorie", // Dutch, Romanian
          "kategoria", // Polish, Basque
          "категория", // Russian, Bulgarian
          "категорія", // Ukrainian
          "категорија", // Serbian
          "kategori", // Swedish, Danish, Norwegian, Turkish, Indonesian
          "luokka", // Finnish
          "kategória", // Hungarian, Slovak
          "thể loại", // Vietnamese
          "κατηγορία", // Greek
          "קטגוריה", // Hebrew
          "تصنيف", // Arabic
          "رده", // Persian
          "श्रेणी", // Hindi
          "カテゴリ", // Japanese
          "분류", // Korean
          "分类", // Chinese
          "分類");

  /** What English names mean in every wiki, but for files and categories. */
  private static final Set<String> OTHERS =
      Set.of(
          "media",
          "special",
          "talk",
          "user",
          "user talk",
          "project",
          "project talk",
          "file talk",
          "mediawiki",
          "mediawiki talk",
          "template",
          "template talk",
          "help",
          "help talk",
          "category talk",
          "module",
          "module talk");

  /** What English Wikipedia has beside them. */
  private static final Set<String> OF_WIKIPEDIA =
      Set.of("wikipedia", "wikipedia talk", "portal", "portal talk", "draft", "book");

  private static final int FILE = 6;
  private static final int CATEGORY = 14;

  /** The namespaces of the larger Wikipedias, for a text of which the wiki is not known. */
  public static final Namespaces KNOWN =
      new Namespaces(union(FILES), CATEGORIES, union(List.of(OTHERS, OF_WIKIPEDIA)));

  private final Set<String> files;
  private final Set<String> categories;
  private final Set<String> others;

  private Namespaces(Set<String> files, Set<String> categories, Set<String> others) {
    this.files = files;
    this.categories = categories;
    this.others = others;
  }

  /**
   * The namespaces of one wiki: its own names, the English ones, and known aliases of its name for
   * files, which a dump doesn't tell.
   *
   * @param names by MediaWiki's keys, such as 6 for files; {@link #KNOWN} where there are none
   */
  public static Namespaces of(Map<Integer, String> names) {
    if (names.isEmpty()) {
      return KNOWN;
    }
    Set<String> files = new HashSet<>(Set.of("file", "image"));
    Set<String> categories = new HashSet<>(Set.of("category"));
    Set<String> others = new HashSet<>(OTHERS);
    names.forEach(
        (key, written) -> {
          String name = written.replace('_', ' ').strip().toLowerCase(Locale.ROOT);
          if (key == FILE) {
            files.add(name);
            FILES.stream().filter(known -> known.contains(name)).forEach(files::addAll);
          } else if (key == CATEGORY) {
            categories.add(name);
          } else if (!name.isEmpty()) {
            others.add(name);
          }
        });
    return new Namespaces(Set.copyOf(files), Set.copyOf(categories), Set.copyOf(others));
  }

  private static Set<String> union(List<Set<String>> sets) {
    return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a namespace, in lower case, holds pictures, sounds and the like. */
  boolean isFile(String name) {
    return files.contains(name);
  }

  boolean isCategory(String name) {
    return categories.contains(name);
  }

  /** Whether it is another namespace, whose pages aren't entries. */
  boolean isOther(String name) {
    return others.contains(name);
  }
}
