package dev.docent.transforms.fetch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How asking once ended.
 *
 * @param answer null where a redirect, of the page or of its robots.txt, leads to another host,
 *     which somebody else asks
 * @param chain the URLs that were asked, or are to be asked, from the first to the last
 * @param requests that it took
 * @param robots the URLs that a robots.txt led to on another host; empty where the page's own
 *     redirect does
 */
record Attempt(@Nullable WebAnswer answer, List<String> chain, int requests, List<String> robots) {}
