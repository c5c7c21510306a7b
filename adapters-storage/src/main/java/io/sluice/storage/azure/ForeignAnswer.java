package io.sluice.storage.azure;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Locale;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A failure told by somebody between here and the store, a proxy or a firewall, on a page for
 * people: without the page, because the client takes every body for the store's, and then knows no
 * status either.
 */
final class ForeignAnswer extends HttpResponse {
  private final HttpResponse answer;
  private final HttpHeaders headers;

  private ForeignAnswer(HttpResponse answer) {
    super(answer.getRequest());
    this.answer = answer;
    this.headers = new HttpHeaders(answer.getHeaders()).set(HttpHeaderName.CONTENT_LENGTH, "0");
    headers.remove(HttpHeaderName.CONTENT_TYPE);
  }

  /** The answer itself where the store can have given it. */
  static HttpResponse orStores(HttpResponse answer) {
    return answer.getStatusCode() < HttpURLConnection.HTTP_BAD_REQUEST || isOfStore(answer)
        ? answer
        : new ForeignAnswer(answer);
  }

  private static boolean isOfStore(HttpResponse answer) {
    HttpHeader type = answer.getHeaders().get(HttpHeaderName.CONTENT_TYPE);
    return type == null || type.getValue().toLowerCase(Locale.ROOT).matches(".*\\b(xml|json)\\b.*");
  }

  @Override
  public int getStatusCode() {
    return answer.getStatusCode();
  }

  @Override
  @Deprecated
  public String getHeaderValue(String name) {
    return headers.getValue(HttpHeaderName.fromString(name));
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.empty();
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.empty();
  }

  @Override
  public Mono<String> getBodyAsString() {
    return Mono.empty();
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.empty();
  }

  @Override
  public void close() {
    answer.close();
  }
}
