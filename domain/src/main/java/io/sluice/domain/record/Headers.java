package io.sluice.domain.record;

import java.util.List;

/** The headers of one record, made into objects only when somebody looks: most never are. */
@FunctionalInterface
public interface Headers {
  /** In the record's order, as often as they are there. */
  List<Header> list();
}
