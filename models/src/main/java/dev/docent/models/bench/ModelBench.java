package dev.docent.models.bench;

import dev.docent.records.bench.BenchReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the measurements of the network. */
interface ModelBench {
  /** Its subcommand: name, options and help. */
  CommandSpec spec();

  /** Measures. */
  BenchReport run(ParseResult arguments) throws Exception;
}
