/**
 * What stages hand to each other: the Avro records, and below this package the contracts around
 * them.
 */
@NullMarked
package dev.docent.records;

import org.jspecify.annotations.NullMarked;
