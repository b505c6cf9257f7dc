/** Tries a version as servers will use it, before it is pointed to. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.validation;
