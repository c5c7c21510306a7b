#!/usr/bin/env python3
"""Is a hostile client to HTTP servers on this machine and holds how they answer against what they should.

    expose.py CONNECTIONS SECONDS HEALTHY_WITHIN_MS NAME=PORT [NAME=PORT ...]

For each server in turn: so many connections that send their headers a byte at a time for so long, headers without an
end, a body of 1 GB, the same compressed to 1 MB. GET /health is asked all the while, on a connection of its own each
time, by another process. Prints a line for each server; ends with 1 when an answer is another, or when health took
longer than that one time in a hundred: client and server share the machine. An answer may be lost where the server
closes while it is still sent to; "closed" stands for that.
"""
import asyncio
import collections
import gzip
import multiprocessing
import socket
import sys
import time

GIGABYTE = 1_000_000_000
LIMITS = (b"400", b"404", b"405", b"408", b"411", b"413", b"415", b"429", b"431", b"503")


def ask_health(port, over, into):
    """In a process of its own: the time is the server's, not that of a client that holds a thousand connections."""
    asked = []
    while not over.wait(0.05):
        began = time.monotonic()
        try:
            with socket.create_connection(("127.0.0.1", port), 10) as connection:
                connection.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                status = connection.recv(4096)[9:12].decode() or "closed"
        except OSError as failure:
            status = str(failure)
        asked.append((status, (time.monotonic() - began) * 1000))
    into.put(asked)


async def slow(port, seconds, answers):
    """Headers that never end, a byte a second."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        answers.append(b"not taken")
        return
    try:
        writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        read = asyncio.ensure_future(reader.readline())
        until = time.monotonic() + seconds
        while time.monotonic() < until and not read.done():
            writer.write(b"x")
            await writer.drain()
            await asyncio.wait([read], timeout=1)
        if read.done():
            answers.append(read.result()[9:12])
        else:
            read.cancel()
            answers.append(b"still open")
        writer.close()
    except (ConnectionError, asyncio.IncompleteReadError):
        answers.append(b"closed")


async def send(port, head, chunk, total):
    """How a request of so many bytes is answered, and how many were sent until then."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = asyncio.ensure_future(reader.readline())
    sent = 0
    try:
        writer.write(head)
        while sent < total and not answer.done():
            writer.write(chunk)
            sent += len(chunk)
            await writer.drain()
            await asyncio.sleep(0)
        status = (await asyncio.wait_for(answer, 60))[9:12] or b"closed"
    except ConnectionError:
        await asyncio.wait([answer], timeout=10)
        status = b"closed"
        if answer.done() and not answer.exception():
            status = answer.result()[9:12] or status
    writer.close()
    return status, sent


def bomb():
    compressed = gzip.compress(bytes(100_000_000))
    return compressed * 10


async def expose(name, port, connections, seconds, healthy_within_ms):
    answers, over, into = [], multiprocessing.Event(), multiprocessing.SimpleQueue()
    asking = multiprocessing.Process(target=ask_health, args=(port, over, into), daemon=True)
    asking.start()
    await asyncio.gather(*(slow(port, seconds, answers) for _ in range(connections)))
    post = b"POST /events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    flood = await send(port, b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"X-Flood: " + b"x" * 990 + b"\r\n", GIGABYTE)
    body = await send(port, post + b"Content-Length: %d\r\n\r\n" % GIGABYTE, b" " * 65536, GIGABYTE)
    packed = bomb()
    inflated = await send(
        port, post + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed), packed, len(packed))
    over.set()
    asked = into.get()
    asking.join()
    statuses = collections.Counter(status for status, _ in asked)
    said = ", ".join(f"{count} x {status}" for status, count in statuses.items())
    times = sorted(ms for _, ms in asked)
    most = times[len(times) * 99 // 100]
    cut_off = sum(answer not in (b"still open", b"not taken") for answer in answers)
    print(
        f"{name}: {cut_off} of {connections} slow connections ended, {answers.count(b'408')} told 408; "
        f"endless headers {flood[0].decode()} after {flood[1]} bytes; 1 GB {body[0].decode()} after {body[1]} bytes; "
        f"1 GB in 1 MB {inflated[0].decode()}; "
        f"health {said}, p50 {times[len(times) // 2]:.0f} ms, p99 {most:.0f} ms, at most {times[-1]:.0f} ms",
        flush=True)
    wrong = []
    if set(statuses) != {"200"}:
        wrong.append("health is not 200")
    if most > healthy_within_ms:
        wrong.append(f"health took {most:.0f} ms")
    for fate in (b"still open", b"not taken"):
        if fate in answers:
            wrong.append(f"{answers.count(fate)} slow connections are {fate.decode()}")
    if flood[0] not in (b"431", b"closed") or flood[1] > 10_000_000:
        wrong.append("endless headers were taken")
    if body[0] not in LIMITS or body[1] > GIGABYTE // 10:
        wrong.append("1 GB was taken")
    if inflated[0] not in LIMITS:
        wrong.append("1 GB in 1 MB was taken")
    return [f"{name}: {each}" for each in wrong]


async def main():
    connections, seconds, healthy_within_ms = map(int, sys.argv[1:4])
    wrong = []
    for server in sys.argv[4:]:
        name, port = server.split("=")
        wrong += await expose(name, int(port), connections, seconds, healthy_within_ms)
    if wrong:
        sys.exit("; ".join(wrong))


if __name__ == "__main__":
    asyncio.run(main())
