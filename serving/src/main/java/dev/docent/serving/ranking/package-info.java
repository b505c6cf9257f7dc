/** Ranks sections: BM25's candidates, scored again and fused; for the search and the evaluation. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.ranking;
