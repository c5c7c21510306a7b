package io.sluice.ports.fake;

import io.sluice.ports.contract.EventPublisherContract;
import io.sluice.ports.out.EventPublisher;
import io.sluice.ports.out.OutgoingRecord;
import java.util.List;

class FakeEventPublisherTest extends EventPublisherContract {
  private final FakeEventPublisher publisher = new FakeEventPublisher();

  @Override
  protected EventPublisher publisher() {
    return publisher;
  }

  @Override
  protected List<OutgoingRecord> written() {
    return publisher.written();
  }

  @Override
  protected int tooLarge() {
    return FakeEventPublisher.LARGEST + 1;
  }
}
