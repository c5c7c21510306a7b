import io.delta.storage.LocalLogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What Spark needs to write a table on a local disk beside other processes: link(2) creates an entry, and fails where there
 * is one. Delta's own store looks whether there is one and renames then, and what another process does in between is lost.
 */
public final class LinkLogStore extends LocalLogStore {
  /** Called by Delta, by reflection. */
  public LinkLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    if (overwrite) {
      super.write(path, actions, overwrite, configuration);
      return;
    }
    List<String> lines = new ArrayList<>();
    actions.forEachRemaining(lines::add);
    java.nio.file.Path entry = java.nio.file.Path.of(path.toUri().getPath());
    java.nio.file.Path whole = Files.createTempFile(entry.getParent(), ".spark-", ".tmp");
    try {
      Files.write(whole, lines);
      // The FileAlreadyExistsException is what has Delta look at the entry and try the next version.
      Files.createLink(entry, whole);
    } finally {
      Files.delete(whole);
    }
  }
}
