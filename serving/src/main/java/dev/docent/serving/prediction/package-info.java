/** Prediction by TF-Serving's gRPC protocol: an embedded server and a client for either. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.prediction;
