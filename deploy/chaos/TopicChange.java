import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * What happens to topics behind a writer's back.
 *
 * <pre>
 * TopicChange BOOTSTRAP delete TOPIC                       and waits until it is gone
 * TopicChange BOOTSTRAP expire TOPIC PARTITION UP_TO       its records below that offset
 * </pre>
 */
final class TopicChange {
  private TopicChange() {}

  public static void main(String[] arguments) throws Exception {
    String topic = arguments[2];
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", arguments[0]))) {
      switch (arguments[1]) {
        case "delete" -> {
          admin.deleteTopics(List.of(topic)).all().get();
          for (int i = 0; admin.listTopics().names().get().contains(topic); i++) {
            if (i == 300) {
              throw new IllegalStateException(topic + " is still there after 30 s");
            }
            TimeUnit.MILLISECONDS.sleep(100);
          }
        }
        case "expire" ->
            admin
                .deleteRecords(
                    Map.of(
                        new TopicPartition(topic, Integer.parseInt(arguments[3])),
                        RecordsToDelete.beforeOffset(Long.parseLong(arguments[4]))))
                .all()
                .get();
        default -> throw new IllegalArgumentException("no change " + arguments[1]);
      }
    }
  }
}
