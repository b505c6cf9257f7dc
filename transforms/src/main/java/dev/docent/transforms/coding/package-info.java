/** The bytes in which large records travel between the steps of a job. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.coding;
