/** Pages as files: in a folder, by a glob, in a tar archive, below an S3 prefix. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.sources.files;
