/** Pages from an article API: JSON over HTTPS, described by a small YAML file. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.sources.api;
