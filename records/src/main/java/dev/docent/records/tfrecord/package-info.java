/** TFRecord files of {@code tf.train.Example}, without TensorFlow. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.tfrecord;
