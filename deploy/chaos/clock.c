/*
 * Preloaded into a process (LD_PRELOAD), it sets its wall clock, and that one only: what it waits by, CLOCK_MONOTONIC, stays.
 * CHAOS_CLOCK names a file with seconds to add, as "%7d"; they may be written anew while the process runs.
 * libfaketime does the same and more, but a JVM under it can wait for minutes where it should for milliseconds.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int file = -1;

__attribute__((constructor)) static void open_file(void) {
  const char *name = getenv("CHAOS_CLOCK");
  file = name == NULL ? -1 : open(name, O_RDONLY | O_CLOEXEC);
}

static long shift(void) {
  char text[8] = {0};
  return file >= 0 && pread(file, text, 7, 0) == 7 ? atol(text) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int failed = (int)syscall(SYS_clock_gettime, clock, now);
  if (failed == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    now->tv_sec += shift();
  }
  return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int failed = (int)syscall(SYS_gettimeofday, now, zone);
  if (failed == 0) {
    now->tv_sec += shift();
  }
  return failed;
}

time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at != NULL) {
    *at = now.tv_sec;
  }
  return now.tv_sec;
}
