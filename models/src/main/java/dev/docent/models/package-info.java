/** BERT as Docent trains and publishes it, with TensorFlow-Java. No Beam here. */
@NullMarked
package dev.docent.models;

import org.jspecify.annotations.NullMarked;
