/** What the console shows of a workspace. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.console;
