package vn.congvan.dispatch;

import java.time.Duration;

/**
 * How dispatch works; made and checked by room {@code server}.
 *
 * @param batch how many rows one bell may carry along
 * @param overlooked how long a row may lie due before the sweep rings for it again
 */
public record DispatchSettings(int batch, Duration overlooked) {}
