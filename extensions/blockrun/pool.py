"""Run many blocks, several at a time, each under a supervisor forked from this process."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait

from blockrun.block import Block
from blockrun.record import FAILED, Record
from blockrun.setup import Setup
from blockrun.supervise import Limits, run_block

FORK = multiprocessing.get_context("fork")


def run_blocks(blocks: Iterable[Block], setup: Setup, limits: Limits, jobs: int) -> Iterator[Record]:
    """Yield the record of each block as it ends, at most `jobs` running at a time."""
    waiting = iter(blocks)
    running: dict[object, tuple[Block, multiprocessing.Process, Connection]] = {}
    try:
        while True:
            while len(running) < jobs and (block := next(waiting, None)):
                process, reader = _start(block, setup, limits)
                running[process.sentinel] = (block, process, reader)
            if not running:
                return
            for sentinel in wait(list(running)):
                block, process, reader = running.pop(sentinel)
                yield _finish(block, process, reader)
    finally:
        for _, process, _ in running.values():
            process.terminate()
        for _, process, _ in running.values():
            process.join()


def call_forked(setup: Setup) -> dict:
    """The setup's description of where it runs, asked in a fork, which may touch a device."""
    reader, writer = FORK.Pipe(duplex=False)
    process = FORK.Process(target=lambda: writer.send(setup.describe_environment()))
    process.start()
    writer.close()
    try:
        return reader.recv()
    except EOFError:
        raise RuntimeError("the setup could not describe where it runs") from None
    finally:
        process.join()


def _start(block: Block, setup: Setup, limits: Limits) -> tuple[multiprocessing.Process, Connection]:
    reader, writer = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_supervise, args=(block, setup, limits, writer))
    process.start()
    writer.close()
    return process, reader


def _supervise(block: Block, setup: Setup, limits: Limits, writer: Connection) -> None:
    writer.send(run_block(block, setup, limits))


def _finish(block: Block, process: multiprocessing.Process, reader: Connection) -> Record:
    """The record that a supervisor sent before it ended, or one that says that it did not."""
    with contextlib.closing(reader):
        process.join()
        if reader.poll():
            with contextlib.suppress(EOFError):
                return reader.recv()
    reason = f"found its supervisor dead (exit code {process.exitcode}), expected a record"
    return Record(block.id, block.page, block.line, FAILED, reason)
