/** What a process tells those who watch it: structured logs, metrics. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.telemetry;
