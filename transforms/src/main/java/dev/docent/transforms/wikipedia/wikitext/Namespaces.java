package dev.docent.transforms.wikipedia.wikitext;

import java.util.Set;

/**
 * Names of the namespaces that show nothing where they are linked, in lower case, as the larger
 * Wikipedias call them; the English names hold in all of them
 * (https://www.mediawiki.org/wiki/Help:Namespaces).
 */
final class Namespaces {
  private static final Set<String> FILES =
      Set.of(
          "file",
          "image", // English, everywhere
          "datei",
          "bild", // German
          "fichier", // French
          "archivo",
          "imagen", // Spanish
          "immagine", // Italian
          "ficheiro",
          "arquivo",
          "imagem", // Portuguese
          "bestand",
          "afbeelding", // Dutch
          "plik",
          "grafika", // Polish
          "файл",
          "изображение", // Russian
          "зображення", // Ukrainian
          "файлът",
          "картинка", // Bulgarian, Serbian
          "fil",
          "billede",
          "bilde", // Swedish, Danish, Norwegian
          "tiedosto",
          "kuva", // Finnish
          "soubor",
          "súbor",
          "obrázok", // Czech, Slovak
          "fájl",
          "kép", // Hungarian
          "fișier",
          "fişier",
          "imagine", // Romanian
          "dosya",
          "resim", // Turkish
          "fitxer",
          "imatge", // Catalan
          "fitxategi",
          "irudi", // Basque
          "berkas",
          "gambar", // Indonesian
          "tập tin",
          "hình", // Vietnamese
          "αρχείο",
          "εικόνα", // Greek
          "קובץ",
          "תמונה", // Hebrew
          "ملف",
          "صورة", // Arabic
          "پرونده",
          "تصویر", // Persian
          "चित्र", // Hindi
          "ファイル",
          "画像", // Japanese
          "파일",
          "그림", // Korean
          "文件",
          "檔案",
          "档案",
          "图像",
          "圖像"); // Chinese

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

  private Namespaces() {}

  /** Whether a namespace holds pictures, sounds and the like. */
  static boolean isFile(String name) {
    return FILES.contains(name);
  }

  static boolean isCategory(String name) {
    return CATEGORIES.contains(name);
  }
}
