package io.sluice.ports.application;

/** Something a lane does. */
interface Work {
  void run() throws InterruptedException;
}
