/** {@code docent backfill}: many ingestion windows, one after another or side by side. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.backfill;
