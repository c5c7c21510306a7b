package io.sluice.storage.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Receives the whole answer within the attempt, so that a connection that breaks in the middle is
 * tried again where every other failure is, and counts as one.
 */
final class WholeAnswer implements HttpPipelinePolicy {
  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_RETRY;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process()
        .map(HttpResponse::buffer)
        .flatMap(response -> response.getBodyAsByteArray().thenReturn(response))
        .map(ForeignAnswer::orStores);
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    HttpResponse response = next.processSync().buffer();
    response.getBodyAsBinaryData().toBytes();
    return ForeignAnswer.orStores(response);
  }
}
