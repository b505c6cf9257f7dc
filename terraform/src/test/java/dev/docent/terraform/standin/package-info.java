/** A provider that knows the real one's schema and has no cloud behind it. */
@org.jspecify.annotations.NullMarked
package dev.docent.terraform.standin;
