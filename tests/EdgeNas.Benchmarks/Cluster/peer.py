"""Dask distributed beside EdgeNas's cluster: tasks that do nothing, from a client through a scheduler to workers, all processes of this machine.

usage: peer.py WORKERS TASKS ROUND_TRIPS

Prints one JSON line: tasks per second of a batch (median of 5, after 3 that don't count), and the median time of one task alone, from submit to result.
"""
import json
import statistics
import subprocess
import sys
import time

from distributed import Client


def nothing(number):
    return number


def main():
    workers, tasks, round_trips = (int(word) for word in sys.argv[1:4])
    quiet = dict(stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    scheduler = subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"], **quiet)
    started = [scheduler]
    try:
        address = None
        for line in scheduler.stderr:
            if "Scheduler at:" in line:
                address = line.split()[-1]
                break
        for _ in range(workers):
            command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
            started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        with Client(address) as client:
            client.wait_for_workers(workers)
            for _ in range(3):
                client.gather([client.submit(nothing, number, pure=False) for number in range(tasks)])
            rates = []
            for _ in range(5):
                start = time.perf_counter()
                client.gather([client.submit(nothing, number, pure=False) for number in range(tasks)])
                rates.append(tasks / (time.perf_counter() - start))
            trips = []
            for number in range(round_trips):
                start = time.perf_counter()
                client.submit(nothing, number, pure=False).result()
                trips.append((time.perf_counter() - start) * 1000)
        print(json.dumps({"workers": workers, "perSecond": statistics.median(rates), "milliseconds": statistics.median(trips)}))
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait()


if __name__ == "__main__":
    main()
