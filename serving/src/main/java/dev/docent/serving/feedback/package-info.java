/** What people did with results, kept without saying who, and made into judgements. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.feedback;
