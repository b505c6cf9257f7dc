/** Provider schemas, read from the published bindings of the real providers. */
@org.jspecify.annotations.NullMarked
package dev.docent.terraform.schema;
