/** Fine-tuning: data, loss, optimizer, checkpoints, validation. */
@NullMarked
package dev.docent.models.training;

import org.jspecify.annotations.NullMarked;
