/** Files in the stores that Beam knows, such as S3. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.stored;
