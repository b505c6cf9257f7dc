/** Settings: declared once as records, read from text, checked together. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.config;
