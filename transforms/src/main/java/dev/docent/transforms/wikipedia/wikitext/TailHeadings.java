package dev.docent.transforms.wikipedia.wikitext;

import java.util.Locale;
import java.util.Set;

/**
 * Headings of the sections at an entry's end that list sources and links instead of telling of
 * things, as the larger Wikipedias write them.
 */
final class TailHeadings {
  private static final Set<String> NAMES =
      Set.of(
          // English
          "references",
          "external links",
          "external link",
          "see also",
          "further reading",
          "notes",
          "bibliography",
          "footnotes",
          "citations",
          "sources",
          "works cited",
          "notes and references",
          "references and notes",
          "general references",
          "references and further reading",
          "notes and citations",
          "further information",
          "literature",
          "explanatory notes",
          "related links",
          "gallery",
          "navigation",
          "primary sources",
          "secondary sources",
          // German
          "einzelnachweise",
          "weblinks",
          "siehe auch",
          "literatur",
          "quellen",
          "anmerkungen",
          "fußnoten",
          "galerie",
          // French
          "notes et références",
          "références",
          "voir aussi",
          "liens externes",
          "articles connexes",
          "bibliographie",
          "annexes",
          // Spanish
          "referencias",
          "véase también",
          "enlaces externos",
          "bibliografía",
          "notas",
          // Italian and Portuguese
          "note",
          "bibliografia",
          "altri progetti",
          "collegamenti esterni",
          "voci correlate",
          "ligações externas",
          "ver também",
          "referências",
          // Dutch and Polish
          "zie ook",
          "externe links",
          "externe link",
          "bronnen, noten en/of referenties",
          "przypisy",
          "linki zewnętrzne",
          "zobacz też",
          // Swedish, Danish, Norwegian
          "referenser",
          "externa länkar",
          "se även",
          "referencer",
          "eksterne henvisninger",
          "eksterne lenker",
          "se også",
          // Russian, Ukrainian, Bulgarian
          "примечания",
          "ссылки",
          "литература",
          "см. также",
          "источники",
          "примітки",
          "посилання",
          "література",
          "джерела",
          "бележки",
          "външни препратки",
          "вижте също",
          // Japanese, Korean, Chinese
          "脚注",
          "注釈",
          "出典",
          "参考文献",
          "関連項目",
          "外部リンク",
          "각주",
          "같이 보기",
          "외부 링크",
          "参考资料",
          "參考文獻",
          "參考資料",
          "外部链接",
          "外部連結",
          "参见",
          "參見",
          "注释",
          "相关条目");

  private TailHeadings() {}

  /** Whether a section of this heading holds no prose, in any of the languages. */
  static boolean contains(String heading) {
    return NAMES.contains(heading.toLowerCase(Locale.ROOT));
  }
}
