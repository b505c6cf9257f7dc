package dev.docent.models;

import dev.docent.records.cli.DocentCommands;

/** The commands that need TensorFlow to train and publish: {@code train}, {@code publish}. */
public final class ModelsMain {
  private ModelsMain() {}

  public static void main(String[] arguments) {
    // JavaCPP would refuse native memory beyond a multiple of the Java heap; it reads this once,
    // before TensorFlow is loaded.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    System.exit(commands().run(arguments));
  }

  static DocentCommands commands() {
    return new DocentCommands();
  }
}
