/**
 * Where pages come from: one interface, one package a source.
 *
 * <p>{@link dev.docent.transforms.sources.PageSources} chooses the {@link
 * dev.docent.transforms.sources.PageSource} that {@code --articles} and {@code --source} name.
 */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.sources;
