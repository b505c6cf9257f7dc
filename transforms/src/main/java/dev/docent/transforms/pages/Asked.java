package dev.docent.transforms.pages;

import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A page to be fetched.
 *
 * @param content the outcome that last saw its content, for a conditional request; null where it is
 *     to be taken whatever it is
 */
public record Asked(PageLink link, @Nullable PageOutcome content) {}
