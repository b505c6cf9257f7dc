/** The command line: commands and options made from stages and their settings. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.cli;
