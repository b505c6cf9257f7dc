/** Verifies the cloud's code by the real terraform, without a cloud. */
@org.jspecify.annotations.NullMarked
package dev.docent.terraform;
