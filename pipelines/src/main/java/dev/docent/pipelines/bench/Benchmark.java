package dev.docent.pipelines.bench;

import dev.docent.records.bench.BenchReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the measurements of {@code docent bench}. */
interface Benchmark {
  /** Its subcommand: name, options and help. */
  CommandSpec spec();

  /** Measures. */
  BenchReport run(ParseResult arguments) throws Exception;
}
