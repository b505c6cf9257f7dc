/** Avro container files outside Beam. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.avro;
