/** Object stores, as far as a workspace needs them. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.store;
