"""What any number of Sluice's writers do to one table: a discrete-event simulation of the commit protocol.

A writer is a generator that yields how long its next step takes. The table is a version; a call to the store takes effect
halfway through its time. The steps are those of CommitLoop, Flow, StandaloneTableLog and LogTail, in their order:

  start     ask by name for the newest entry that is known and for the next; where that is there, one listing from it on answers
            for all later ones. After a hundred entries list instead. The engine reads each that is new to it, and opens the one
            before
  taken     where there is a later version than the one decided on: read the entries since, up to the first that is not
            there; wait; read them again; decide anew
  write     create the entry exclusively: the writer has it, or it is taken, as above
  landed    nothing, where the writer has written the entry before, too; else the engine opens that one. The hundredth: list

What a writer wrote itself last it has in memory. Checkpoints are written beside the commits: scale.py counts them.
"""

import heapq
import math
import pathlib
import random
import re
from collections import deque
from dataclasses import dataclass, field

Z99 = 2.3263
PAGE = 1000  # objects in one answer to a listing
ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "ports/src/main/java/io/sluice/ports/application"
DELTA = ROOT / "adapters-delta/src/main/java/io/sluice/delta"


def backoff_of_the_sources():
    """First and largest bound in seconds, and how many segments wait: as the sources have them, so that this cannot drift."""
    loop = (SOURCES / "CommitLoop.java").read_text(encoding="utf-8")
    flow = (SOURCES / "Flow.java").read_text(encoding="utf-8")
    bounds = re.search(r"CONFLICT_BACKOFF =\s*new Backoff\(Duration\.ofMillis\((\d+)\), Duration\.ofSeconds\((\d+)\)\)", loop)
    in_flight = re.search(r"MAX_IN_FLIGHT = (\d+);", flow)
    if not bounds or not in_flight:
        raise SystemExit("CommitLoop.java or Flow.java do not say their back-off and bound as they did: look at the model, too")
    return int(bounds[1]) / 1000, float(bounds[2]), int(in_flight[1])


def pace_of_the_sources():
    """After how many entries the log is listed anew, for how many times its own length a writer rests after a checkpoint, and
    after how many intervals it does not."""
    tail = (DELTA / "log/LogTail.java").read_text(encoding="utf-8")
    pace = (DELTA / "standalone/CheckpointPace.java").read_text(encoding="utf-8")
    followed = re.search(r"MAX_FOLLOWED = (\d+);", tail)
    checkpoints = (DELTA / "standalone/Checkpoints.java").read_text(encoding="utf-8")
    rest = re.search(r"TWENTIETH = (\d+);", pace)
    left_out = re.search(r"MAX_LEFT_OUT = (\d+);", checkpoints)
    if not followed or not rest or not left_out:
        raise SystemExit("LogTail, CheckpointPace or Checkpoints.java do not say their bounds as they did: look at the model, too")
    return int(followed[1]), int(rest[1]), int(left_out[1])


@dataclass(frozen=True)
class Latency:
    """Log-normal, by its median and 99th percentile in seconds."""

    p50: float
    p99: float

    def draw(self, rng):
        return self.p50 * math.exp(rng.gauss(0, 1) * math.log(self.p99 / self.p50) / Z99)

    def mean(self):
        sigma = math.log(self.p99 / self.p50) / Z99
        return self.p50 * math.exp(sigma * sigma / 2)

    def draw_many(self, rng, count):
        if count <= 8:
            return sum(self.draw(rng) for _ in range(count))
        sigma = math.log(self.p99 / self.p50) / Z99
        deviation = self.mean() * math.sqrt(math.exp(sigma * sigma) - 1)
        return max(count * self.p50, rng.gauss(count * self.mean(), deviation * math.sqrt(count)))


@dataclass(frozen=True)
class Measured:
    """As it was measured, in seconds: the long ones are few, but they count."""

    values: tuple

    def draw(self, rng):
        return rng.choice(self.values)

    def draw_many(self, rng, count):
        return sum(rng.choices(self.values, k=count))


@dataclass(frozen=True)
class Store:
    name: str
    put: Latency
    get: Latency
    list: Latency
    entry: float  # CPU seconds for an entry that is read
    attempt: Latency  # what an attempt takes beside its calls
    data_file: Latency  # until a segment's files are durable
    pages: bool  # whether a listing costs a request for each thousand objects


STORES = {
    "local": Store(
        "local",
        Latency(0.004, 0.012), Latency(0.0002, 0.001), Latency(0.0005, 0.002), 0.0002, Latency(0.004, 0.010), Latency(0.02, 0.05), False),
    "s3": Store(
        "s3", Latency(0.060, 0.250), Latency(0.030, 0.150), Latency(0.060, 0.250), 0.0002, Latency(0.004, 0.010), Latency(0.15, 0.5), True),
}


@dataclass
class Table:
    version: int = 0
    interval: int = 10


@dataclass
class Result:
    wanted: float
    seconds: float
    commits: int = 0
    attempts: int = 0
    puts: int = 0
    took: list = field(default_factory=list)
    fresh: list = field(default_factory=list)
    each: dict = field(default_factory=dict)

    @property
    def rate(self):
        return self.commits / self.seconds


class Simulation:
    def __init__(self, store, instances, age, seconds, warm_up, seed, encode=True):
        self.store = store
        self.age = age
        self.encode = encode
        self.rng = random.Random(seed)
        self.first, self.most, self.in_flight = backoff_of_the_sources()
        self.followed, _, _ = pace_of_the_sources()
        self.table = Table()
        self.warm_up = warm_up
        self.end = warm_up + seconds
        self.now = 0.0
        self.result = Result(instances / age if age else math.inf, seconds)
        self.instances = instances

    def run(self):
        queue = []
        for number in range(self.instances):
            writer = self.writer(number)
            heapq.heappush(queue, (next(writer), number, writer))
        while queue:
            self.now, number, writer = heapq.heappop(queue)
            if self.now > self.end:
                break
            heapq.heappush(queue, (self.now + next(writer), number, writer))
        return self.result

    def writer(self, number):
        state = Known(self.table.version, self.table.version)
        opened = self.rng.random() * self.age - self.age
        sealed = opened + self.age
        landed = deque()
        # The first step is counted from zero.
        yield max(0.0, sealed)
        while True:
            encoded = sealed + (self.store.data_file.draw(self.rng) if self.encode else 0)
            yield max(0.0, encoded - self.now)
            begun = self.now
            attempts, visible = yield from self.commit(state)
            landed.append(self.now)
            self.book(number, begun, opened, sealed, attempts, visible)
            opened = sealed
            sealed = max(opened + self.age, encoded)
            if len(landed) >= self.in_flight:
                sealed = max(sealed, landed.popleft())

    def book(self, number, begun, opened, sealed, attempts, visible):
        if not self.warm_up <= self.now <= self.end:
            return
        result = self.result
        result.commits += 1
        result.attempts += attempts
        result.took.append(self.now - begun)
        result.each[number] = result.each.get(number, 0) + 1
        # Records come evenly while a segment is open.
        result.fresh.extend(visible - opened - part * (sealed - opened) for part in (0.1, 0.3, 0.5, 0.7, 0.9))

    def commit(self, state):
        conflicts = 0
        while True:
            yield self.store.attempt.draw(self.rng)
            seen = yield from self.update(state)
            if seen == state.base:
                took = self.store.put.draw(self.rng)
                yield took / 2
                won = self.table.version == state.base
                if won:
                    self.table.version += 1
                    visible = self.now
                yield took / 2
                if won:
                    yield from self.landed(state)
                    return conflicts + 1, visible
            yield from self.changes(state)
            conflicts += 1
            yield min(self.most, self.first * 2 ** min(conflicts - 1, 30)) * self.rng.random()
            yield from self.changes(state)

    def update(self, state):
        """The engine's look at the log; what it saw."""
        if state.followed >= self.followed:
            seen, fresh = yield from self.listed(state)
        else:
            yield self.store.get.draw(self.rng)
            seen = yield from self.later(state.engine)
            fresh = seen - state.engine
            state.followed += fresh
        if seen > state.engine:
            # It opens the one before, too: an entry that it knows, or a checkpoint.
            yield self.read(fresh + (0 if state.own else 1))
            state.engine = seen
            state.own = False
        return seen

    def later(self, version):
        """Whether there is a next one; where there is, one listing shows all."""
        there = yield from self.after(version)
        return (yield from self.newest()) if there else version

    def newest(self):
        """What a listing shows."""
        took = self.store.list.draw(self.rng)
        yield took / 2
        seen = self.table.version
        yield took / 2
        return seen

    def listed(self, state):
        """What a listing shows, and what of it is to be read: it may show the checkpoint of another."""
        seen = yield from self.newest()
        state.followed = 0
        state.own = False
        return seen, min(seen - state.engine, seen % self.table.interval)

    def landed(self, state):
        state.base += 1
        state.followed += 1
        if state.followed >= self.followed:
            yield from self.update(state)
            return
        if not state.own:
            yield self.read(1)
        state.engine = state.base
        state.own = True

    def changes(self, state):
        """Entry by entry, up to the first that is not there; where there is none, whether the one before still is."""
        before = state.base
        while True:
            known = self.table.version - state.base
            if known > 0:
                yield self.read(known)
                state.base += known
            if not (yield from self.after(state.base)):
                break
            state.base += 1
        if state.base == before:
            yield self.store.get.draw(self.rng)

    def after(self, version):
        """Asks whether there is an entry after that one."""
        took = self.store.get.draw(self.rng)
        yield took / 2
        there = self.table.version > version
        yield took / 2
        return there

    def read(self, entries):
        return self.store.get.draw_many(self.rng, entries) + entries * self.store.entry


@dataclass
class Known:
    base: int  # the version that a writer decides on
    engine: int  # the version that its engine has loaded
    own: bool = False  # whether it wrote that itself
    followed: int = 0  # entries since it last listed
