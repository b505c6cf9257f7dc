package dev.docent.transforms.sources.api;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an article API asks for and how it answers.
 *
 * @param items the array of items in an answer
 * @param query parameters of every request
 * @param headers of every request; no credential
 * @param complete whether a full listing names all articles that there are, so that others are gone
 * @param maxItems more are an error
 * @param maxRequests likewise
 * @param maxBytes of one answer
 */
public record ApiDescription(
    Pointer items,
    Fields fields,
    Paging paging,
    WindowParameters window,
    Map<String, String> query,
    Map<String, String> headers,
    @Nullable Auth auth,
    boolean complete,
    long maxItems,
    long maxRequests,
    long maxBytes)
    implements Serializable {}
