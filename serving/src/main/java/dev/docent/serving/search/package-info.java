/** Finds sections by BM25, and the passage in a section that answers a query. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.search;
