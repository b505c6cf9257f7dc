/** Writing and reading TensorFlow SavedModels as TF-Serving serves them. */
@NullMarked
package dev.docent.models.savedmodel;

import org.jspecify.annotations.NullMarked;
