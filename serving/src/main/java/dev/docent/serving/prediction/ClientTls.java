package dev.docent.serving.prediction;

import com.linecorp.armeria.client.ClientFactoryBuilder;
import dev.docent.records.UserException;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ServeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a client of a prediction server speaks TLS.
 *
 * @param authorities certificates in PEM that the server's must be signed by; null for those that
 *     Java trusts
 * @param certificate the client's own chain in PEM, for servers that ask for it; null for none
 * @param key its private key in PEM; null for none
 */
public record ClientTls(
    @Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {

  /**
   * As the settings say.
   *
   * @return empty for plain text
   * @throws ConfigException if a file can't be read, or is given without what it needs
   */
  public static Optional<ClientTls> of(ServeConfig settings) {
    List<String> problems = new ArrayList<>();
    List<String> files =
        List.of(
            settings.predictionAuthorities(),
            settings.predictionCertificate(),
            settings.predictionKey());
    for (String file : files) {
      if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
        problems.add("'%s' can't be read; it must be a PEM file".formatted(file));
      }
    }
    if (settings.predictionCertificate().isEmpty() != settings.predictionKey().isEmpty()) {
      problems.add(
          "--prediction-certificate and --prediction-key go together; one of them is missing");
    }
    boolean given = files.stream().anyMatch(file -> !file.isEmpty());
    if (given && !settings.predictionTls()) {
      problems.add("certificates for --prediction are given without --prediction-tls true");
    }
    if (settings.predictionTls() && settings.prediction().isEmpty()) {
      problems.add("--prediction-tls is for an outside server, which --prediction must name");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return settings.predictionTls()
        ? Optional.of(
            new ClientTls(
                path(settings.predictionAuthorities()),
                path(settings.predictionCertificate()),
                path(settings.predictionKey())))
        : Optional.empty();
  }

  private static @Nullable Path path(String file) {
    return file.isEmpty() ? null : Path.of(file);
  }

  /**
   * Has a factory's clients speak it.
   *
   * @throws UserException if a file isn't what it must be
   */
  void apply(ClientFactoryBuilder factory) {
    Path chain = certificate;
    Path own = key;
    factory.tlsCustomizer(
        tls -> {
          if (authorities != null) {
            tls.trustManager(authorities.toFile());
          }
          if (chain != null && own != null) {
            tls.keyManager(chain.toFile(), own.toFile());
          }
        });
  }
}
