package io.sluice.kafka.publish;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer whose acknowledgements are the test's to give, and that tells who waits for them. */
class GatedProducer extends MockProducer<byte[], byte[]> {
  private final List<Acknowledgement> sent = new CopyOnWriteArrayList<>();
  private volatile Exception failing;

  GatedProducer() {
    super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Every send from now on has failed when it returns, as one that waited in vain for metadata. */
  void failAtOnce(Exception failure) {
    failing = failure;
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, Callback callback) {
    Acknowledgement acknowledgement =
        new Acknowledgement(new TopicPartition(record.topic(), 0), callback);
    sent.add(acknowledgement);
    if (failing != null) {
      acknowledgement.fail(failing);
    }
    return acknowledgement;
  }

  /** What was sent, in order. */
  List<Acknowledgement> sent() {
    return List.copyOf(sent);
  }

  /** The answer to one record. */
  static final class Acknowledgement extends CompletableFuture<RecordMetadata> {
    private final CountDownLatch awaited = new CountDownLatch(1);
    private final TopicPartition partition;
    private final Callback callback;

    private Acknowledgement(TopicPartition partition, Callback callback) {
      this.partition = partition;
      this.callback = callback;
    }

    @Override
    public RecordMetadata get() throws InterruptedException, ExecutionException {
      awaited.countDown();
      return super.get();
    }

    /** Whether somebody asked for the answer, and waits for it where there is none yet. */
    boolean isAwaited() {
      return awaited.getCount() == 0;
    }

    void give() {
      answer(new RecordMetadata(partition, 0, 0, 0, 0, 0), null);
    }

    void fail(Exception failure) {
      answer(new RecordMetadata(partition, -1, -1, -1, -1, -1), failure);
    }

    private void answer(RecordMetadata metadata, Exception failure) {
      if (callback != null) {
        callback.onCompletion(metadata, failure);
      }
      if (failure == null) {
        complete(metadata);
      } else {
        completeExceptionally(failure);
      }
    }
  }
}
