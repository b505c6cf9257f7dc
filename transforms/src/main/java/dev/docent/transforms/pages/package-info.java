/** The pages of several ingestion windows: what is known of each, and its newest version. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.pages;
