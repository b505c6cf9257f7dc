/** The BERT encoder and the ranking head as TensorFlow graphs. */
@NullMarked
package dev.docent.models.network;

import org.jspecify.annotations.NullMarked;
