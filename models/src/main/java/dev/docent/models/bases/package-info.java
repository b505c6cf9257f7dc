/** Pretrained models to start from, and readers of their weights. */
@NullMarked
package dev.docent.models.bases;

import org.jspecify.annotations.NullMarked;
