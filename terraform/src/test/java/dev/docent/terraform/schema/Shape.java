package dev.docent.terraform.schema;

import java.util.List;

/**
 * What a resource, a data source, a provider or a nested block may hold.
 *
 * @param attributes its plain values
 * @param blocks what is nested in it
 * @param assigned whether what is nested is written with '=' (providers of the newer framework)
 *     instead of as a block
 */
public record Shape(List<Attribute> attributes, List<Nested> blocks, boolean assigned) {

  /**
   * One value.
   *
   * @param type in Terraform's JSON form, such as {@code "string"} or {@code ["list","string"]}
   */
  public record Attribute(
      String name, String type, boolean required, boolean optional, boolean computed) {}

  /** How often a nested block may stand, and whether order counts. */
  public enum Nesting {
    SINGLE,
    LIST,
    SET
  }

  /**
   * A nested block.
   *
   * @param atMostOne for a list or a set: whether a second block is an error
   */
  public record Nested(
      String name, Nesting nesting, boolean required, boolean atMostOne, Shape shape) {}
}
