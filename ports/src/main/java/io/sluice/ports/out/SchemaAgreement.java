package io.sluice.ports.out;

import io.sluice.domain.schema.TableSchema;

/**
 * The schema under which all decoders of this process decode: the table's, and the columns that are
 * on their way into it. Safe for use by any thread.
 */
public interface SchemaAgreement {
  /** The schema to begin a batch with. */
  TableSchema current();

  /**
   * Proposes new columns. Where another decoder was faster, its types stand.
   *
   * @param proposal columns and fields that a record has and {@link #current()} lacks; what it has
   *     already may be left out
   * @return what is agreed from now on: as {@link #current()} then says
   */
  TableSchema extend(TableSchema proposal);
}
