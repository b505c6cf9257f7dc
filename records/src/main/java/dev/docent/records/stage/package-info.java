/** The stages of the flow and how one is run. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.stage;
