/**
 * Reads pages out of MediaWiki XML dumps: split, decoded, whole pages kept where a dump is cut off.
 */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.wikipedia.dump;
