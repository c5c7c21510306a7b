package io.sluice.storage.gcs;

import com.google.cloud.hadoop.repackaged.gcs.com.google.api.gax.paging.Page;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Blob;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.BlobId;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.BlobInfo;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage.BlobListOption;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Objects of a bucket. There are no folders, only names that begin alike. */
public final class GcsObjectStore implements ObjectStore {
  private final GcsClient client;
  private final int partSize;

  GcsObjectStore(GcsClient client, int partSize) {
    this.client = client;
    this.partSize = partSize;
  }

  @Override
  public Optional<ObjectSummary> find(Location location) throws IOException {
    GcsKey key = GcsKey.of(location);
    Blob blob =
        client.call(
            "find",
            location,
            storage -> storage.get(BlobId.of(key.bucket(), key.name()), client.options().get()));
    return Optional.ofNullable(blob).map(found -> summary(location, found));
  }

  @Override
  public ObjectReader read(Location location) throws IOException {
    return GcsObjectReader.open(client, location);
  }

  @Override
  public ObjectWriter write(Location location) {
    return new GcsObjectWriter(client, location, partSize);
  }

  @Override
  public void write(Location location, byte[] content) throws IOException {
    GcsKey key = GcsKey.of(location);
    client.call(
        "write",
        location,
        storage ->
            storage.create(
                BlobInfo.newBuilder(key.bucket(), key.name()).build(),
                content,
                client.options().target()));
  }

  @Override
  public List<ObjectSummary> list(Location folder) throws IOException {
    GcsKey prefix = GcsKey.folder(folder);
    List<ObjectSummary> found =
        list(folder, prefix, client.options().list(BlobListOption.prefix(prefix.name())));
    found.sort(Comparator.comparing(object -> object.location().toString()));
    return found;
  }

  @Override
  public List<ObjectSummary> listFrom(Location folder, String first) throws IOException {
    GcsKey prefix = GcsKey.folder(folder);
    String start = prefix.name() + startOffset(first);
    List<ObjectSummary> found =
        list(
            folder,
            prefix,
            client
                .options()
                .list(
                    BlobListOption.prefix(prefix.name()),
                    BlobListOption.delimiter("/"),
                    BlobListOption.startOffset(start)));
    found.removeIf(object -> object.nameIn(folder).compareTo(first) < 0);
    found.sort(Comparator.comparing(object -> object.nameIn(folder)));
    return found;
  }

  @Override
  public void delete(Location location) throws IOException {
    GcsKey key = GcsKey.of(location);
    client.call(
        "delete",
        location,
        storage -> storage.delete(BlobId.of(key.bucket(), key.name()), client.options().source()));
  }

  private List<ObjectSummary> list(Location folder, GcsKey prefix, BlobListOption... options)
      throws IOException {
    return client.call(
        "list",
        folder,
        storage -> {
          List<ObjectSummary> found = new ArrayList<>();
          for (Page<Blob> page = storage.list(prefix.bucket(), options);
              page != null;
              page = page.getNextPage()) {
            for (Blob blob : page.getValues()) {
              String name = blob.getName().substring(prefix.name().length());
              if (isObject(blob, name)) {
                found.add(summary(folder.child(name), blob));
              }
            }
          }
          return found;
        });
  }

  /**
   * Whether it is no folder, neither a group of names nor an empty object that other programs make
   * to stand for one; and a location can name it.
   */
  private static boolean isObject(Blob blob, String name) {
    if (blob.isDirectory()) {
      return false;
    }
    for (String segment : name.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /** The store sorts by UTF-8, Java by UTF-16: they differ from the surrogates on. */
  private static String startOffset(String first) {
    return first.chars().allMatch(c -> c < Character.MIN_SURROGATE) ? first : "";
  }

  private static ObjectSummary summary(Location location, Blob blob) {
    return new ObjectSummary(
        location, blob.getSize(), blob.getCreateTimeOffsetDateTime().toInstant().toEpochMilli());
  }
}
