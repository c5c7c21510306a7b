package io.sluice.bootstrap.hot;

/**
 * What the lake holds of one type in one hour.
 *
 * @param events different event ids
 * @param repeats rows beyond the first of an event id: its sender sent it again
 */
record LakeCount(long events, long repeats) {
  static final LakeCount NONE = new LakeCount(0, 0);

  LakeCount plusEvent() {
    return new LakeCount(events + 1, repeats);
  }

  LakeCount plusRepeat() {
    return new LakeCount(events, repeats + 1);
  }
}
