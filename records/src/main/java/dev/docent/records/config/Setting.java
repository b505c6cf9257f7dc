package dev.docent.records.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents one setting where it is declared. The command line's options, its help, the keys of
 * {@code docent.yaml} and {@code docs/settings.md} all come from here.
 *
 * <p>The name is the record component's in kebab case: {@code maxPageBytes} is {@code
 * --max-page-bytes} and the key {@code max-page-bytes}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** One or two sentences: what it does, its unit, and the meaning of 0 where that is special. */
  String help();

  /** The default in text form; {@link #REQUIRED} where there is none, empty for 'not set'. */
  String byDefault() default REQUIRED;

  /** Shown in place of the value in the help, such as {@code FOLDER}. */
  String label() default "";

  /** The least valid number. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The greatest valid number. */
  double max() default Double.POSITIVE_INFINITY;

  /** The valid values of a text setting; empty where any is. */
  String[] oneOf() default {};

  /** A name that the setting had once; who uses it is told the new one. Empty for none. */
  String formerly() default "";

  /** Whether a change of this setting changes the stage's output, and so its fingerprint. */
  boolean changesResult() default true;

  /**
   * Whether the setting is the path of data from outside the workspace. Its content, not its name,
   * then enters the fingerprint.
   */
  boolean external() default false;

  /**
   * Whether several commands have this setting in common: it then stands at the top of {@code
   * docent.yaml}, in no section, and holds for all of them.
   */
  boolean shared() default false;

  /** The help of the one name that evaluation, publication and search share. */
  String MODEL_NAME =
      "The published model's name: the folder below models/, what a candidate is compared with, and what clients ask for.";

  String REQUIRED = "\0required";
}
