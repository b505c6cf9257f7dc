import dev.docent.models.bases.TinyBase;
import java.nio.file.Path;

/** Writes a BERT that trains at once; its argument is the folder. */
public final class TinyModel {
  private TinyModel() {}

  public static void main(String[] arguments) throws Exception {
    TinyBase.write(Path.of(arguments[0]));
  }
}
