package io.sluice.storage.azure;

import com.azure.core.http.rest.PagedIterable;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.sluice.domain.table.Location;
import io.sluice.ports.out.ObjectStore.ObjectSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Lists the blobs below a folder, page by page. */
final class AzureListing {
  private static final String SEPARATOR = "/";

  private final AzureClients clients;

  AzureListing(AzureClients clients) {
    this.clients = clients;
  }

  /** At any depth, sorted by location. */
  List<ObjectSummary> below(Location folder) throws IOException {
    AzureLocation place = AzureLocation.of(folder);
    ListBlobsOptions options = options(place);
    List<ObjectSummary> found =
        collect(folder, () -> clients.container(place).listBlobs(options, null), name -> true);
    found.sort(Comparator.comparing(object -> object.location().toString()));
    return found;
  }

  /** Directly in the folder, from a name on, sorted by name. */
  List<ObjectSummary> from(Location folder, String first) throws IOException {
    AzureLocation place = AzureLocation.of(folder);
    ListBlobsOptions options = options(place);
    if (!first.isEmpty()) {
      options.setStartFrom(place.prefix() + first);
    }
    int length = place.prefix().length();
    List<ObjectSummary> found =
        collect(
            folder,
            () -> clients.container(place).listBlobsByHierarchy(SEPARATOR, options, null),
            // An emulator may begin at the beginning all the same.
            name -> name.substring(length).compareTo(first) >= 0);
    found.sort(Comparator.comparing(object -> object.location().uri().getPath()));
    return found;
  }

  private static ListBlobsOptions options(AzureLocation place) {
    return new ListBlobsOptions()
        .setPrefix(place.prefix())
        .setDetails(new BlobListDetails().setRetrieveMetadata(true));
  }

  private static List<ObjectSummary> collect(
      Location folder, Request request, Predicate<String> wanted) throws IOException {
    int length = AzureLocation.of(folder).prefix().length();
    List<ObjectSummary> found = new ArrayList<>();
    try {
      for (BlobItem item : request.send()) {
        if (isObject(item, length) && wanted.test(item.getName())) {
          found.add(summary(folder.child(item.getName().substring(length)), item));
        }
      }
      return found;
    } catch (BlobStorageException e) {
      // A hierarchical account says so of a folder that is not there.
      if (AzureFailure.isMissing(e)) {
        return new ArrayList<>();
      }
      throw AzureFailure.of("list", folder, e);
    } catch (RuntimeException e) {
      throw AzureFailure.of("list", folder, e);
    }
  }

  /** No folder, and no name that only other tools can give a blob. */
  private static boolean isObject(BlobItem item, int prefix) {
    if (Boolean.TRUE.equals(item.isPrefix()) || AzureFolder.isFolder(item.getMetadata())) {
      return false;
    }
    for (String segment : item.getName().substring(prefix).split(SEPARATOR, -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static ObjectSummary summary(Location location, BlobItem item) {
    return new ObjectSummary(
        location,
        item.getProperties().getContentLength(),
        item.getProperties().getLastModified().toInstant().toEpochMilli());
  }

  /** Begins a listing. */
  private interface Request {
    PagedIterable<BlobItem> send() throws IOException;
  }
}
