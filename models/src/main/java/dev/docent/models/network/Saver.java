package dev.docent.models.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.Restore;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Writes and reads the variables of a graph as TensorFlow checkpoints (format V2).
 * TensorFlow-Java's own {@code Session.save} passes over resource variables.
 */
public final class Saver {
  private final Operand<TString> file;
  private final Op save;
  private final Op restore;
  private final String saved;

  /** Something to save: a resource and its value read, under a name. */
  public record Entry(Operand<? extends TType> handle, Operand<TFloat32> value) {}

  private Saver(Operand<TString> file, Op save, Op restore, String saved) {
    this.file = file;
    this.save = save;
    this.restore = restore;
    this.saved = saved;
  }

  /** Adds the operations for all variables there are. */
  public static Saver of(Ops tf, Variables... variables) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Variables some : variables) {
      for (Variable variable : some.all()) {
        entries.put(variable.name(), new Entry(variable.handle(), variable.value()));
      }
    }
    return of(tf.withSubScope("save"), entries);
  }

  /** Adds the operations for the entries, by name. */
  public static Saver of(Ops tf, Map<String, Entry> entries) {
    List<String> names = List.copyOf(entries.keySet());
    Operand<TString> file =
        tf.withName("file").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    Operand<TString> nameTensor =
        tf.constant(NdArrays.vectorOfObjects(names.toArray(String[]::new)));
    Operand<TString> whole =
        tf.constant(
            NdArrays.vectorOfObjects(names.stream().map(name -> "").toArray(String[]::new)));
    List<Operand<?>> values = new ArrayList<>();
    List<Class<? extends TType>> types = new ArrayList<>();
    entries
        .values()
        .forEach(
            entry -> {
              values.add(entry.value());
              types.add(TFloat32.class);
            });
    Op save = tf.withName("save").train.save(file, nameTensor, whole, values);
    Operand<TString> saved =
        tf.withControlDependencies(List.of(save)).withName("saved").identity(file);
    Restore read = tf.withName("read").train.restore(file, nameTensor, whole, types);
    List<Op> assigned = new ArrayList<>();
    int i = 0;
    for (Entry entry : entries.values()) {
      Operand<TFloat32> value = read.op().output(i++);
      assigned.add(tf.assignVariableOp(entry.handle(), value));
    }
    Op restore = tf.withControlDependencies(assigned).withName("restore_all").noOp();
    return new Saver(file, save, restore, saved.op().name() + ":0");
  }

  /**
   * Writes a checkpoint.
   *
   * @param prefix path and beginning of the files' names; {@code .index} and {@code
   *     .data-00000-of-00001} are added
   */
  public void save(Session session, String prefix) {
    try (TString value = TString.tensorOf(NdArrays.scalarOfObject(prefix))) {
      ByName.target(ByName.feed(session.runner(), file, value), save).run().close();
    }
  }

  /** Reads a checkpoint into the variables. */
  public void restore(Session session, String prefix) {
    try (TString value = TString.tensorOf(NdArrays.scalarOfObject(prefix))) {
      ByName.target(ByName.feed(session.runner(), file, value), restore).run().close();
    }
  }

  /** What a SavedModel's loader must know to restore the variables. */
  public SaverDef definition() {
    return SaverDef.newBuilder()
        .setFilenameTensorName(file.op().name() + ":0")
        .setSaveTensorName(saved)
        .setRestoreOpName(restore.op().name())
        .setVersion(SaverDef.CheckpointFormatVersion.V2)
        .build();
  }
}
