import com.adobe.testing.s3mock.S3MockApplication;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * s3mock on 127.0.0.1 only: of its two connectors, one can't be told an address by an option.
 *
 * <p>Arguments: the port, the folder of the data, the name of a bucket, further options of s3mock.
 */
@Configuration
public class LoopbackS3 {
  @Bean
  static BeanPostProcessor loopback() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof Connector connector) {
          connector.setProperty("address", "127.0.0.1");
        }
        return bean;
      }
    };
  }

  public static void main(String[] arguments) {
    String store = "--com.adobe.testing.s3mock.store.";
    S3MockApplication.main(
        Stream.concat(
                Stream.of(
                    "--spring.main.sources=" + LoopbackS3.class.getName(),
                    "--spring.main.banner-mode=off",
                    "--server.address=127.0.0.1",
                    "--server.port=0",
                    "--http.port=" + arguments[0],
                    store + "root=" + arguments[1],
                    store + "retain-files-on-exit=true",
                    store + "initial-buckets=" + arguments[2]),
                Arrays.stream(arguments).skip(3))
            .toArray(String[]::new));
  }
}
