package dev.docent.records.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

class FullDiskTest {
  @Test
  void saysThatADiskIsFull() {
    PrintStream err = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      int exit =
          new DocentCommands()
              .add(
                  CommandSpec.create().name("write"),
                  arguments -> {
                    throw new IllegalStateException(new IOException("No space left on device"));
                  })
              .run("write");
      assertEquals(DocentCommands.FAILED, exit);
    } finally {
      System.setErr(err);
    }
    String text = told.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("docent: a disk is full"), text);
    assertTrue(!text.contains("\tat "), text);
  }
}
