import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes a topic unless it is there. The distribution has Kafka's server, not its command line tools.
 *
 * <pre>Topic BOOTSTRAP NAME PARTITIONS</pre>
 */
final class Topic {
  private Topic() {}

  public static void main(String[] arguments) throws Exception {
    NewTopic topic = new NewTopic(arguments[1], Integer.parseInt(arguments[2]), (short) 1);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", arguments[0]))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
