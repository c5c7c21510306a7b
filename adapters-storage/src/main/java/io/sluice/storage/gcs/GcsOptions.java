package io.sluice.storage.gcs;

import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.hadoop.repackaged.gcs.com.google.cloud.storage.Storage.BlobWriteOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes along with every request: the fields that are asked for, and who pays.
 *
 * @param payer a project, or null for the bucket's own
 */
record GcsOptions(String payer) {
  private static final BlobField[] FIELDS = {
    BlobField.NAME, BlobField.SIZE, BlobField.TIME_CREATED, BlobField.GENERATION
  };

  BlobGetOption[] get() {
    List<BlobGetOption> options = new ArrayList<>(List.of(BlobGetOption.fields(FIELDS)));
    if (payer != null) {
      options.add(BlobGetOption.userProject(payer));
    }
    return options.toArray(BlobGetOption[]::new);
  }

  BlobListOption[] list(BlobListOption... which) {
    List<BlobListOption> options = new ArrayList<>(List.of(which));
    options.add(BlobListOption.fields(FIELDS));
    if (payer != null) {
      options.add(BlobListOption.userProject(payer));
    }
    return options.toArray(BlobListOption[]::new);
  }

  BlobSourceOption[] source(BlobSourceOption... which) {
    List<BlobSourceOption> options = new ArrayList<>(List.of(which));
    if (payer != null) {
      options.add(BlobSourceOption.userProject(payer));
    }
    return options.toArray(BlobSourceOption[]::new);
  }

  /** Sent as it is: data files are compressed already, and log entries are small. */
  BlobTargetOption[] target(BlobTargetOption... which) {
    List<BlobTargetOption> options = new ArrayList<>(List.of(which));
    options.add(BlobTargetOption.disableGzipContent());
    if (payer != null) {
      options.add(BlobTargetOption.userProject(payer));
    }
    return options.toArray(BlobTargetOption[]::new);
  }

  BlobWriteOption[] upload() {
    List<BlobWriteOption> options = new ArrayList<>(List.of(BlobWriteOption.disableGzipContent()));
    if (payer != null) {
      options.add(BlobWriteOption.userProject(payer));
    }
    return options.toArray(BlobWriteOption[]::new);
  }
}
