/** Pages as captures in WARC files (ISO 28500). */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.sources.warc;
