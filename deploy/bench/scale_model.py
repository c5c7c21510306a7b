"""What any number of Sluice's writers do to one table: a discrete-event simulation of the commit protocol.

A writer is a generator that yields how long its next step takes. The table is a version; a call to the store takes effect
halfway through its time. The steps are those of CommitLoop, Flow and StandaloneTableLog, in their order:

  start     list the end of the log; the engine reads each entry that is new to it, or those after the newest checkpoint
  taken     where the listing shows a later version than the one decided on: read the entries since, up to the first that
            is not there; wait; read them again; decide anew
  write     create the entry exclusively: the writer has it, or it is taken, as above
  landed    list and read once more, which is how the engine sees its own entry; every tenth version is a checkpoint
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
SOURCES = pathlib.Path(__file__).resolve().parents[2] / "ports/src/main/java/io/sluice/ports/application"


def backoff_of_the_sources():
    """First and largest bound in seconds, and how many segments wait: as the sources have them, so that this cannot drift."""
    loop = (SOURCES / "CommitLoop.java").read_text(encoding="utf-8")
    flow = (SOURCES / "Flow.java").read_text(encoding="utf-8")
    bounds = re.search(r"CONFLICT_BACKOFF =\s*new Backoff\(Duration\.ofMillis\((\d+)\), Duration\.ofSeconds\((\d+)\)\)", loop)
    in_flight = re.search(r"MAX_IN_FLIGHT = (\d+);", flow)
    if not bounds or not in_flight:
        raise SystemExit("CommitLoop.java or Flow.java do not say their back-off and bound as they did: look at the model, too")
    return int(bounds[1]) / 1000, float(bounds[2]), int(in_flight[1])


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
        self.table = Table()
        self.warm_up = warm_up
        self.end = warm_up + seconds
        self.now = 0.0
        self.result = Result(instances / age if age else math.inf, seconds)
        self.instances = instances
        self.checkpoint_puts = 2 if encode else 1

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
                    state.base += 1
                    yield from self.update(state)
                    if state.base % self.table.interval == 0:
                        yield self.checkpoint()
                    return conflicts + 1, visible
            yield from self.changes(state)
            conflicts += 1
            yield min(self.most, self.first * 2 ** min(conflicts - 1, 30)) * self.rng.random()
            yield from self.changes(state)

    def update(self, state):
        """The engine's look at the log; what it saw."""
        took = self.store.list.draw(self.rng)
        yield took / 2
        seen = self.table.version
        yield took / 2
        interval = self.table.interval
        if seen > state.engine:
            fresh = seen % interval if seen // interval > state.engine // interval else seen - state.engine
            # It opens the one before, too: a checkpoint, or the entry that it knows.
            yield self.store.get.draw_many(self.rng, fresh + 1) + fresh * self.store.entry
            state.engine = seen
        return seen

    def checkpoint(self):
        """Two listings of the whole log and one of its end, all entries since the last checkpoint, two objects."""
        store, rng = self.store, self.rng
        lists = 1 + 2 * (math.ceil(self.table.version * 1.1 / PAGE) if store.pages else 1)
        return (
            store.list.draw_many(rng, lists)
            + store.get.draw_many(rng, self.table.interval + 1)
            + store.put.draw_many(rng, self.checkpoint_puts)
        )

    def changes(self, state):
        """Entry by entry, up to the first that is not there."""
        while True:
            known = self.table.version - state.base
            if known > 0:
                yield self.store.get.draw_many(self.rng, known) + known * self.store.entry
                state.base += known
            took = self.store.get.draw(self.rng)
            yield took / 2
            there = self.table.version > state.base
            yield took / 2
            if not there:
                return
            state.base += 1


@dataclass
class Known:
    base: int  # the version that a writer decides on
    engine: int  # the version that its engine has loaded
