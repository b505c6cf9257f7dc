/** The commands that look after published versions and their labels. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.registry;
