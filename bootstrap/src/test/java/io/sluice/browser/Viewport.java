package io.sluice.browser;

/**
 * What a page is looked at on.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 * @param pixelRatio device pixels per CSS pixel
 * @param scheme light or dark, as a page asks for it by prefers-color-scheme
 */
public record Viewport(int width, int height, double pixelRatio, String scheme) {
  public static final Viewport DESKTOP_LIGHT = new Viewport(1280, 900, 1, "light");
  public static final Viewport DESKTOP_DARK = new Viewport(1280, 900, 1, "dark");
  public static final Viewport PHONE = new Viewport(360, 740, 2, "light");
}
