import io.sluice.bootstrap.demo.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The demo's broker in a process of its own, with one topic. Prints {@code ready HOST:PORT} when
 * the topic is there; SIGTERM ends it.
 *
 * <pre>BenchBroker FOLDER TOPIC PARTITIONS</pre>
 */
final class BenchBroker {
  private BenchBroker() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      NewTopic topic = new NewTopic(arguments[1], Integer.parseInt(arguments[2]), (short) 1);
      admin.createTopics(List.of(topic)).all().get();
    }
    System.out.println("ready " + broker.bootstrapServers());
    Thread.currentThread().join();
  }
}
