package dev.docent.records.workspace;

import java.util.List;
import java.util.Optional;

/**
 * The versions of a published model.
 *
 * @param stable the pointer, empty where none was ever promoted
 * @param numbers of all versions, rising
 */
public record ModelVersions(Optional<ModelPointer> stable, List<Long> numbers) {}
