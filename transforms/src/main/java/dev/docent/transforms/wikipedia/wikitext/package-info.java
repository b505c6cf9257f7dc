/** Turns wikitext into plain sections, in time linear in its length whatever it holds. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.wikipedia.wikitext;
