package io.sluice.storage.hadoop;

import io.sluice.domain.table.Location;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Leads Hadoop to a backend's own file system; made by Hadoop, by reflection, for every call.
 *
 * <p>What is written goes past the connector, to the backend's objects: whoever writes through
 * Hadoop closes in a {@code finally}, and connectors take that for the end. Of a checkpoint that
 * failed in the middle they would publish the beginning, for every reader of the table to find.
 */
public final class ConnectorFileSystem extends FilterFileSystem {
  private Connector connector;

  // Hadoop has no other way to give a file system its statistics.
  @SuppressWarnings("deprecation")
  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    setConf(configuration);
    connector = Handle.find(configuration, Connector.class);
    fs = connector.of(name);
    statistics = getStatistics(name.getScheme(), fs.getClass());
  }

  @Override
  public String getScheme() {
    return fs.getUri().getScheme();
  }

  /**
   * Without overwriting, looks whether the file exists before it is written: a checkpoint says the
   * same, whoever of two wrote it last.
   */
  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    Location location = new Location(makeQualified(file).toUri());
    if (!overwrite && connector.objects().find(location).isPresent()) {
      throw new FileAlreadyExistsException("'" + location + "' exists already");
    }
    return new FSDataOutputStream(connector.objects().write(location), statistics);
  }

  /** The backend closes it. */
  @Override
  public void close() {
    // nothing here is this object's own
  }
}
