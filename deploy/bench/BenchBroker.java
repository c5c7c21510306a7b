import io.sluice.bootstrap.demo.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The demo's broker in a process of its own, with its topics. Prints {@code ready HOST:PORT}
 * when they are there; SIGTERM ends it.
 *
 * <pre>BenchBroker FOLDER TOPIC PARTITIONS [TOPIC PARTITIONS]...</pre>
 */
final class BenchBroker {
  private BenchBroker() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics = new ArrayList<>();
      for (int i = 1; i + 1 < arguments.length; i += 2) {
        topics.add(new NewTopic(arguments[i], Integer.parseInt(arguments[i + 1]), (short) 1));
      }
      admin.createTopics(topics).all().get();
    }
    System.out.println("ready " + broker.bootstrapServers());
    Thread.currentThread().join();
  }
}
