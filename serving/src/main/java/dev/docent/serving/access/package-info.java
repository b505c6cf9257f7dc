/** Who may ask, how often, and what is noted of it; knows no HTTP server. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.access;
