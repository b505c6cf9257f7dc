package dev.docent.transforms.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.DnsResolver;

/** Answers for names, made up by a test. */
final class Names implements DnsResolver {
  private final UnaryOperator<String> answers;

  private Names(UnaryOperator<String> answers) {
    this.answers = answers;
  }

  /** Names whose addresses a function gives, as numbers. */
  static Names of(UnaryOperator<String> answers) {
    return new Names(answers);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return new InetAddress[] {InetAddress.getByName(answers.apply(host))};
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
